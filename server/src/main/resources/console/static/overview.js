// Draws the table of growth as a chart; where that cannot be, the table is open.
(() => {
  const place = document.getElementById("growth-chart");
  const details = document.getElementById("growth-details");
  if (!place) {
    return;
  }
  if (!window.echarts) {
    place.hidden = true;
    details.open = true;
    return;
  }

  const heads = [...document.querySelectorAll("#growth-table thead th")].map((head) => head.textContent);
  const days = [...document.querySelectorAll("#growth-table tbody tr")].reverse().map((row) => ({
    date: row.querySelector("time").dateTime,
    numbers: [...row.querySelectorAll("data")].map((data) => Number(data.value)),
  }));
  const column = (index) => days.map((day) => day.numbers[index]);
  const number = new Intl.NumberFormat("en");
  const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
  const dayOf = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  const stillness = matchMedia("(prefers-reduced-motion: reduce)");

  // The colour that a custom property has now: light or dark.
  const colour = (name) => {
    place.style.color = `var(${name})`;
    const found = getComputedStyle(place).color;
    place.style.color = "";
    return found;
  };

  const option = () => {
    const ink = colour("--ink");
    const muted = colour("--muted");
    const line = colour("--line");
    const accent = colour("--accent");
    const second = colour("--warn");
    const surface = colour("--surface");
    const font = getComputedStyle(document.body).fontFamily;
    const dates = days.map((day) => day.date);
    const axis = (index, shown) => ({
      type: "category", gridIndex: index, data: dates, boundaryGap: true,
      axisLine: { lineStyle: { color: line } }, axisTick: { show: false },
      axisLabel: { show: shown, color: muted, hideOverlap: true, formatter: (date) => dayOf.format(new Date(date)) },
    });
    const height = (index, splits) => ({
      type: "value", gridIndex: index, splitNumber: splits, minInterval: 1,
      axisLabel: { color: muted, formatter: (value) => short.format(value) },
      splitLine: { lineStyle: { color: line } },
    });
    const curve = (index, stroke, dash) => ({
      name: heads[index + 1], type: "line", data: column(index), symbol: "circle", symbolSize: 6,
      showSymbol: days.length <= 31, lineStyle: { color: stroke, width: 2, type: dash }, itemStyle: { color: stroke },
      emphasis: { disabled: true },
    });
    return {
      animation: !stillness.matches,
      textStyle: { fontFamily: font, color: ink },
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      tooltip: {
        trigger: "axis", renderMode: "richText", confine: true, backgroundColor: surface, borderColor: line,
        textStyle: { color: ink, fontFamily: font, fontSize: 13 }, axisPointer: { lineStyle: { color: muted } },
        formatter: (points) => {
          const day = days[points[0].dataIndex];
          return [dayOf.format(new Date(day.date)), ...day.numbers.map((n, at) => `${heads[at + 1]}  ${number.format(n)}`)].join("\n");
        },
      },
      grid: [
        { left: 52, right: 12, top: 14, height: "58%" },
        { left: 52, right: 12, bottom: 26, height: "16%" },
      ],
      xAxis: [axis(0, false), axis(1, true)],
      yAxis: [height(0, 4), height(1, 1)],
      series: [
        curve(0, accent, "solid"),
        curve(3, second, "dashed"),
        { name: heads[2], type: "bar", xAxisIndex: 1, yAxisIndex: 1, data: column(1), itemStyle: { color: accent, opacity: 0.55 }, barMaxWidth: 18 },
      ],
    };
  };

  const chart = echarts.init(place, null, { renderer: "canvas" });
  const draw = () => chart.setOption(option(), true);
  draw();
  place.dataset.drawn = days.length;
  new ResizeObserver(() => chart.resize()).observe(place);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
