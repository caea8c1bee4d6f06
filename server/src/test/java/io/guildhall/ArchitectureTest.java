package io.guildhall;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.guildhall.access.Operates;
import io.guildhall.access.Reads;
import io.guildhall.access.Visits;
import io.guildhall.access.Writes;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;

@AnalyzeClasses(packagesOf = GuildhallApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final int MOST_COLLABORATORS = 5;

    @Test
    void modulesKeepToTheirAllowedDependenciesAndFormNoCircle() {
        ApplicationModules.of(GuildhallApplication.class).verify();
    }

    /// A keyed digest (`javax.crypto`) is a function of its arguments like any other.
    @ArchTest
    static final ArchRule domainIsPure = classes()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .onlyDependOnClassesThat(are(resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", "..domain..")
                    .or(resideInAPackage("io.guildhall.error"))
                    .or(JavaClass.Predicates.equivalentTo(
                            org.springframework.modulith.NamedInterface.class)))) // on package-info alone
            .because("rules must be testable with plain data and serve the bulk calls, files and jobs alike");

    @ArchTest
    static final ArchRule domainDoesNoInputOrOutput = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.net..", "java.nio.file..", "java.sql..", "java.util.concurrent..")
            .because("a rule that reads or waits cannot be told by its arguments");

    @ArchTest
    static final ArchRule timeAndChanceArriveAsData = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .because("a hidden clock or die makes a rule untestable");

    @ArchTest
    static final ArchRule sqlStaysInStores = noClasses()
            .that()
            .resideOutsideOfPackages("..store..", "io.guildhall.postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql..")
            .because("SQL is found by the folder's name");

    @ArchTest
    static final ArchRule httpStaysInWeb = noClasses()
            .that()
            .resideOutsideOfPackages("..web..", "io.guildhall.wire..", "io.guildhall.postgres..", "io.guildhall")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "org.springframework.web..", "org.springframework.http..")
            .because("what a module does must not depend on how it is called");

    @ArchTest
    static final ArchRule webTypesStayInWeb = noClasses()
            .that()
            .resideOutsideOfPackage("..web..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.guildhall..web.."))
            .because("wire records are honest about what JSON can omit, and nothing else has to be");

    @ArchTest
    static final ArchRule everyHandlerDeclaresWhoMayCallIt = methods()
            .that()
            .areMetaAnnotatedWith(RequestMapping.class)
            .should()
            .beAnnotatedWith(Reads.class)
            .orShould()
            .beAnnotatedWith(Writes.class)
            .orShould()
            .beAnnotatedWith(Operates.class)
            .orShould()
            .beAnnotatedWith(Visits.class)
            .orShould()
            .beAnnotatedWith(PreAuthorize.class)
            .because("a handler that says nothing would be open to everybody who can log in");

    /// `EveryHandlerTest` looks at the handlers that the running service has; here, that there is one way to be one.
    @ArchTest
    static final ArchRule handlersAreMethods = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.web.servlet.function..")
            .orShould()
            .beAssignableTo(org.springframework.web.HttpRequestHandler.class)
            .orShould()
            .beAssignableTo(org.springframework.web.servlet.mvc.Controller.class)
            .orShould()
            .beAssignableTo(jakarta.servlet.Servlet.class)
            .because("such a handler has no place to declare who may call it");

    @ArchTest
    static final ArchRule componentsHaveFewCollaborators = classes()
            .that()
            .areMetaAnnotatedWith(Component.class)
            .should(haveAtMostCollaborators(MOST_COLLABORATORS))
            .because("more than five mean that a class does more than one thing");

    private static ArchCondition<JavaClass> haveAtMostCollaborators(int most) {
        return new ArchCondition<>("have at most " + most + " constructor parameters") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaConstructor constructor : type.getConstructors()) {
                    int count = constructor.getRawParameterTypes().size();
                    events.add(new SimpleConditionEvent(
                            constructor, count <= most, constructor.getFullName() + " has " + count));
                }
            }
        };
    }

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Dto)")
            .because("such a name says nothing");
}
