package io.throughline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.Resource;
import io.throughline.mcp.Tool;
import java.time.Clock;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.NamedInterface;
import org.springframework.modulith.core.ApplicationModules;

/** What may lean on what. The arrows between features stand in each feature's {@code package-info.java}. */
class ArchitectureTest {

    private static final String ROOT = "io.throughline";
    private static final String ENGINE = "io.throughline.engine..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** A class, or one that is nested in it at any depth. */
    private static DescribedPredicate<JavaClass> named(String ending) {
        return DescribedPredicate.describe("are " + ending, type -> {
            if (type.isArray() || type.isPrimitive()) {
                return false;
            }
            String path = type.getName().substring(type.getPackageName().length() + 1);
            return path.split("\\$", -1)[0].endsWith(ending);
        });
    }

    private static final DescribedPredicate<JavaClass> MAY_SEE_SQL = named("Store")
            .or(named("Configuration"))
            .or(resideInAPackage("io.throughline.database"))
            .as("are stores, wiring, or the database");

    @Test
    void featuresLeanOnlyOnThoseTheyName() {
        // The engine is a library of its own, which knows nothing of modules; its rule is below.
        ApplicationModules.of(ROOT, resideInAPackage(ENGINE)).verify();
    }

    @Test
    void everyFeatureNamesWhatItLeansOn() {
        for (JavaClass type : CLASSES) {
            String name = type.getPackageName();
            var place = CLASSES.getPackage(name);
            assertThat(place.isAnnotatedWith(NullMarked.class))
                    .as(name + " is @NullMarked")
                    .isTrue();
            if (!name.equals(ROOT) && !resideInAPackage(ENGINE).test(type)) {
                boolean feature = name.indexOf('.', ROOT.length() + 1) < 0;
                assertThat(place.isAnnotatedWith(feature ? ApplicationModule.class : NamedInterface.class)
                                || (!feature && onlyUsedWithinItsFeature(name)))
                        .as(name + " says what it is to others")
                        .isTrue();
            }
        }
    }

    private static boolean onlyUsedWithinItsFeature(String name) {
        String feature = name.substring(0, name.indexOf('.', ROOT.length() + 1));
        return CLASSES.stream()
                .filter(type -> type.getPackageName().equals(name))
                .flatMap(type -> type.getDirectDependenciesToSelf().stream())
                .allMatch(use -> use.getOriginClass().getPackageName().startsWith(feature));
    }

    @Test
    void packagesOfOneFeatureHaveNoCycles() {
        // Wiring sees all parts of its feature; apart from it, arrows go one way.
        slices().matching("io.throughline.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(named("Configuration"), DescribedPredicate.alwaysTrue())
                .check(CLASSES);
    }

    @Test
    void onlyStoresSpeakSql() {
        // A record of a row may read itself; ItemValues does, for the store alone.
        noClasses()
                .that(not(MAY_SEE_SQL.or(simpleNameEndingWith("ItemValues"))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql", "javax.sql", "org.springframework.jdbc.."))
                .check(CLASSES);
        noClasses()
                .that()
                .haveSimpleName("ItemValues")
                .should()
                .dependOnClassesThat(resideInAnyPackage("javax.sql", "org.springframework.jdbc.."))
                .orShould()
                .dependOnClassesThat(nameMatching("java\\.sql\\.(?!ResultSet$|SQLException$).*"))
                .check(CLASSES);
        classes()
                .that()
                .haveSimpleName("ItemValues")
                .should()
                .onlyBeAccessed()
                .byClassesThat(named("ItemStore").or(named("ItemValues")))
                .check(CLASSES);
    }

    @Test
    void onlyServicesAndWiringReachStores() {
        noClasses()
                .that(simpleNameEndingWith("Tool")
                        .or(simpleNameEndingWith("Resource"))
                        .or(simpleNameEndingWith("Prompt"))
                        .or(simpleNameEndingWith("Command"))
                        .or(simpleNameEndingWith("Filter"))
                        .or(simpleNameEndingWith("Servlet")))
                .should()
                .dependOnClassesThat(named("Store"))
                .check(CLASSES);
        classes().that(named("Store")).should().notBePublic().check(CLASSES);
    }

    @Test
    void theEngineIsPure() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.springframework..", "java.sql", "javax.sql", "java.io", "java.nio..")
                                .or(DescribedPredicate.describe("is a clock", type -> type.isEquivalentTo(Clock.class)))
                                .or(resideInAPackage("io.throughline..").and(not(resideInAPackage(ENGINE)))))
                .orShould(callTheSystem())
                .check(CLASSES);
    }

    @Test
    void timeComesFromTheClock() {
        noClasses()
                .that(not(resideInAPackage("io.throughline.cli")))
                .should(callTheSystem())
                .check(CLASSES);
    }

    /** Reads a clock or draws a number that no argument brought in. Measuring how long something took is no reading. */
    private static ArchCondition<JavaClass> callTheSystem() {
        return ArchConditions.callMethodWhere(DescribedPredicate.describe(
                "time or randomness comes from nowhere", (JavaAccess<?> call) -> {
                    String owner = call.getTargetOwner().getName();
                    String method = call.getTarget().getName();
                    boolean now = owner.startsWith("java.time.")
                            && method.equals("now")
                            && call.getTarget().getFullName().endsWith("now()");
                    boolean millis = owner.equals("java.lang.System") && method.equals("currentTimeMillis");
                    boolean random = (owner.equals("java.lang.Math") && method.equals("random"))
                            || owner.equals("java.util.concurrent.ThreadLocalRandom");
                    return now || millis || random;
                }));
    }

    @Test
    void onlyTheWireLayersKnowTheSdk() {
        noClasses()
                .that(not(resideInAnyPackage(
                        "io.throughline.mcp.legacy",
                        "io.throughline.mcp.stdio",
                        "io.throughline.http",
                        "io.throughline.cli")))
                .should()
                .dependOnClassesThat(resideInAPackage("io.modelcontextprotocol.."))
                .check(CLASSES);
    }

    @Test
    void toolsNeverSeeAWireFormat() {
        var wire = resideInAnyPackage(
                "io.modelcontextprotocol..",
                "jakarta.servlet..",
                "tools.jackson..",
                "io.throughline.http..",
                "io.throughline.mcp.legacy..",
                "io.throughline.mcp.stdio..");
        noClasses()
                .that()
                .areAssignableTo(Tool.class)
                .or()
                .areAssignableTo(Resource.class)
                .or()
                .areAssignableTo(Prompt.class)
                .should()
                .dependOnClassesThat(wire)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("io.throughline.access", "io.throughline.workspace", "io.throughline.backlog")
                .should()
                .dependOnClassesThat(wire)
                .check(CLASSES);
    }

    @Test
    void standardOutputBelongsToTheCommands() {
        noClasses()
                .that(not(resideInAPackage("io.throughline.cli..")))
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Impl|Manager)")
                .orShould()
                .haveNameMatching(".*\\.(Base|Abstract|Default)[A-Z][A-Za-z]*")
                .check(CLASSES);
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..helper..", "..misc..")
                .check(CLASSES);
    }
}
