package io.guildhall.console.web.companies;

import io.guildhall.access.Caller;
import io.guildhall.access.Reads;
import io.guildhall.association.CompanyTrees;
import io.guildhall.association.domain.CompanyBranch;
import io.guildhall.association.domain.CompanyBranch.RoleCount;
import io.guildhall.company.CompanyDirectory;
import io.guildhall.company.CompanyForm;
import io.guildhall.company.CompanyKey;
import io.guildhall.console.web.Day;
import io.guildhall.console.web.Days;
import io.guildhall.imports.file.CsvTable;
import io.guildhall.imports.file.TableWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// A company as of a day to take away: the tree as a picture, its people as a table.
@Controller
class ExportController {
    private static final int DEPTH = 4;
    private static final int PEOPLE = 8;

    private final CompanyDirectory companies;
    private final CompanyTrees trees;
    private final PeopleSheet sheet;
    private final Days days;
    private final MessageSource messages;

    ExportController(
            CompanyDirectory companies, CompanyTrees trees, PeopleSheet sheet, Days days, MessageSource messages) {
        this.companies = companies;
        this.trees = trees;
        this.sheet = sheet;
        this.days = days;
        this.messages = messages;
    }

    @Reads
    @GetMapping("/console/companies/{id}/tree.svg")
    void picture(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String asOf,
            HttpServletResponse response)
            throws IOException {
        CompanyKey key = CompanyKey.of(null, id);
        Day day = days.day(caller.orgId(), asOf);
        CompanyBranch company = trees.tree(caller.orgId(), key, DEPTH, PEOPLE, day.asOf());
        TreeDrawing drawing = TreeDrawing.of(company, new Words());
        String subtitle = word(
                "drawing.subtitle",
                day.date().toString(),
                people(company),
                drawing.boxes().size());
        try (OutputStream out = begin(response, "image/svg+xml", company.externalId(), day, "svg")) {
            TreePicture.write(drawing, company.name() + " (" + company.externalId() + ")", subtitle, out);
        }
    }

    @Reads
    @GetMapping("/console/companies/{id}/people.csv")
    void table(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String asOf,
            HttpServletResponse response)
            throws IOException {
        CompanyForm company = companies.one(caller.orgId(), CompanyKey.of(null, id));
        Day day = days.day(caller.orgId(), asOf);
        List<String> titles = Stream.of(
                        "id",
                        "name",
                        "mobile",
                        "email",
                        "externalId",
                        "role",
                        "parentId",
                        "parent",
                        "companyKey",
                        "company")
                .map(column -> word("sheet." + column))
                .toList();
        try (TableWriter table =
                new CsvTable(begin(response, "text/csv;charset=UTF-8", company.externalId(), day, "csv"))) {
            sheet.write(caller.orgId(), company, day.asOf(), titles, table);
        }
    }

    private static OutputStream begin(
            HttpServletResponse response, String mediaType, String externalId, Day day, String ending)
            throws IOException {
        String safe = externalId.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_");
        response.setContentType(mediaType);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(safe + "-" + day.date() + "." + ending, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        return new BufferedOutputStream(response.getOutputStream());
    }

    /// Everybody in the companies that the answer holds.
    private static long people(CompanyBranch company) {
        return company.roles().stream().mapToLong(RoleCount::people).sum()
                + company.subCompanies().stream()
                        .mapToLong(ExportController::people)
                        .sum();
    }

    private String word(String key, Object... arguments) {
        return messages.getMessage(key, arguments, Locale.ENGLISH);
    }

    private final class Words implements TreeDrawing.Words {
        @Override
        public String number(long count) {
            return word("drawing.number", count);
        }

        @Override
        public String more(long people) {
            return word("drawing.more", people);
        }

        @Override
        public String moreCompanies(long companies) {
            return word("drawing.more.companies", companies);
        }

        @Override
        public String nameless(long customerId) {
            return "#" + customerId;
        }
    }
}
