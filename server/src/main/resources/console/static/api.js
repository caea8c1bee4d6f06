// Sends the call that the form describes, as whoever is logged in. The access token for that lives in this closure
// alone: it stands in no address and no storage, and ends with the page.
(() => {
  const form = document.getElementById("try");
  const send = document.getElementById("send");
  if (!form || !send) {
    return;
  }
  const stop = document.getElementById("stop");
  const shown = 200_000; // characters of an answer
  const early = 30_000; // milliseconds before its end that a token is replaced
  const at = (id) => document.getElementById(id);
  let token = null;
  let running = null;
  let saved = null;

  send.hidden = false;

  // A token, fetched anew when it is about to end. Null when the session is over.
  async function bearer(anew) {
    if (anew || token === null || Date.now() > token.until) {
      const issued = at("token");
      const response = await fetch(issued.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(issued)),
        redirect: "manual",
        cache: "no-store",
      });
      if (!response.ok) {
        token = null;
        return null;
      }
      const { accessToken, ttlSeconds } = await response.json();
      token = { text: accessToken, until: Date.now() + ttlSeconds * 1000 - early };
    }
    return token.text;
  }

  function request() {
    let path = form.dataset.path;
    const query = new URLSearchParams();
    const headers = {};
    const missing = [];
    for (const field of form.querySelectorAll("[data-name]")) {
      const { name, place } = field.dataset;
      const value = field.value;
      if (value === "" && (place === "path" || field.dataset.required === "true")) {
        missing.push(field);
      }
      if (place === "path") {
        path = path.replace(`{${name}}`, encodeURIComponent(value));
      } else if (value !== "" && place === "query") {
        query.append(name, value);
      } else if (value !== "") {
        headers[name] = value;
      }
    }
    let body;
    if (at("type")) {
      headers["Content-Type"] = at("type").value;
      body = at("file").hidden ? at("body").value : at("file").files[0];
    }
    const text = query.toString();
    return { path: path + (text ? "?" + text : ""), headers, body, missing };
  }

  async function answered(call, anew) {
    const headers = new Headers(call.headers);
    if (form.dataset.login !== "NONE") {
      const text = await bearer(anew);
      if (text === null) {
        return null;
      }
      headers.set("Authorization", "Bearer " + text);
    }
    const response = await fetch(call.path, {
      method: form.dataset.method,
      headers,
      body: call.body,
      credentials: "omit",
      cache: "no-store",
      redirect: "manual",
      signal: running.signal,
    });
    // not carried out: the token, or what it was made of, has ended meanwhile
    return response.status === 401 && !anew && form.dataset.login !== "NONE" ? answered(call, true) : response;
  }

  function say(text, tone) {
    const tag = document.createElement("span");
    tag.className = tone ? "tag " + tone : "";
    tag.textContent = text;
    at("status").replaceChildren(tag);
  }

  function clear() {
    at("answer").hidden = false;
    for (const id of ["content-of-answer", "headers", "curl", "save"]) {
      at(id).hidden = true;
    }
    if (saved !== null) {
      URL.revokeObjectURL(saved);
      saved = null;
    }
  }

  // What a shell takes as one word.
  const word = (text) => "'" + text.replaceAll("'", "'\\''") + "'";

  function curl(call) {
    const parts = ["curl"];
    if (form.dataset.method !== "GET") {
      parts.push("-X " + form.dataset.method);
    }
    if (form.dataset.login !== "NONE") {
      parts.push("-u " + word(form.dataset.user + ":") + '"$SECRET"');
    }
    for (const [name, value] of Object.entries(call.headers)) {
      parts.push("-H " + word(name + ": " + value));
    }
    if (call.body instanceof File) {
      parts.push("--data-binary " + word("@" + call.body.name));
    } else if (call.body !== undefined) {
      parts.push("--data-binary " + word(call.body));
    }
    parts.push(word(location.origin + call.path));
    return parts.join(" \\\n  ");
  }

  function fold(id, text) {
    at(id).hidden = false;
    at(id).querySelector("pre").textContent = text;
  }

  function pretty(text, type) {
    try {
      return type.includes("json") && !type.includes("ndjson") ? JSON.stringify(JSON.parse(text), null, 2) : text;
    } catch {
      return text;
    }
  }

  // Shows the answer while it arrives, as far as a page can show it; the rest of it can be saved.
  async function show(response, began) {
    const type = response.headers.get("Content-Type") ?? "";
    const isText = /json|text|yaml|xml/.test(type) && !type.includes("spreadsheet");
    const content = at("content-of-answer");
    const tone = response.ok ? "good" : "bad";
    const pieces = [];
    const decoder = new TextDecoder();
    let text = "";
    let bytes = 0;
    fold("headers", [...response.headers].map(([name, value]) => name + ": " + value).join("\n"));
    const summary = () => `${response.status} · ${Math.round(performance.now() - began)} ms · ${bytes.toLocaleString("en")} B`;
    say(summary(), tone);
    if (response.body !== null) {
      const reader = response.body.getReader();
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        bytes += piece.value.length;
        pieces.push(piece.value);
        if (isText && text.length < shown) {
          text += decoder.decode(piece.value, { stream: true });
          content.hidden = false;
          content.textContent = text.slice(0, shown);
        }
      }
    }
    say(summary(), tone);
    const whole = text.length < shown ? pretty(text, type) : text.slice(0, shown) + "\n" + form.dataset.cut;
    content.textContent = whole;
    content.hidden = whole === "";
    if (bytes > 0 && (!isText || text.length >= shown)) {
      saved = URL.createObjectURL(new Blob(pieces, { type }));
      at("save").href = saved;
      at("save").download = /filename="?([^";]+)/.exec(response.headers.get("Content-Disposition") ?? "")?.[1] ?? "answer";
      at("save").hidden = false;
    }
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (running !== null) {
      return;
    }
    const call = request();
    clear();
    for (const field of form.querySelectorAll("[aria-invalid]")) {
      field.removeAttribute("aria-invalid");
    }
    if (call.missing.length > 0) {
      call.missing.forEach((field) => field.setAttribute("aria-invalid", "true"));
      call.missing[0].focus();
      say(form.dataset.missing, "bad");
      return;
    }
    running = new AbortController();
    stop.hidden = false;
    send.setAttribute("aria-disabled", "true");
    say(form.dataset.sending);
    fold("curl", curl(call));
    const began = performance.now();
    try {
      const response = await answered(call, false);
      if (response === null) {
        say(form.dataset.ended, "bad");
      } else {
        await show(response, began);
      }
    } catch (failure) {
      say(failure.name === "AbortError" ? form.dataset.stopped : form.dataset.unreachable, "bad");
    } finally {
      at("answer").scrollIntoView({ block: "nearest" });
      running = null;
      stop.hidden = true;
      send.removeAttribute("aria-disabled");
    }
  });

  stop.addEventListener("click", () => {
    running?.abort();
    send.focus();
  });

  at("example")?.addEventListener("change", (event) => {
    at("body").value = event.target.value;
  });

  // A file of a kind that is no text is chosen instead of typed.
  at("type")?.addEventListener("change", (event) => {
    const binary = event.target.selectedOptions[0].dataset.binary === "true";
    for (const id of ["body", "file"]) {
      const hidden = (id === "file") !== binary;
      at(id).hidden = hidden;
      form.querySelector(`label[for="${id}"]`).hidden = hidden;
    }
  });
})();
