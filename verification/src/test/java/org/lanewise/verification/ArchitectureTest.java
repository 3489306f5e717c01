package org.lanewise.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What the design says of who may use what, read from the source tree. */
class ArchitectureTest {
    private static final Path ROOT = root();
    private static final Path KERNELS = ROOT.resolve("kernels");
    private static final Pattern SIMD_USE = Pattern.compile("\\bjdk\\.incubator\\.vector\\.\\w");

    @Test
    void onlyTheSimdPackageImportsTheVectorApi() throws IOException {
        List<String> offenders = new ArrayList<>();
        int users = 0;
        for (Path file : javaFiles(ROOT)) {
            if (SIMD_USE.matcher(Files.readString(file)).find()) {
                users++;
                if (!mayUseSimd(fromRoot(file))) {
                    offenders.add(fromRoot(file));
                }
            }
        }
        assertEquals(List.of(), offenders);
        assertTrue(users > 0, "no file uses the vector API: the pattern or the root is wrong");
    }

    private static boolean mayUseSimd(String file) {
        return file.startsWith("kernels/src/main/java/org/lanewise/kernels/internal/simd/")
                || file.startsWith("kernels/src/test/java/org/lanewise/kernels/internal/simd/")
                || file.equals("verification/src/test/java/org/lanewise/verification/OtherWidth.java")
                || file.startsWith("jmh/");
    }

    /** Their bits differ by platform, by compile tier or by order. */
    @Test
    void noUnspecifiedVectorOperation() throws IOException {
        Pattern unspecified = Pattern.compile("reduceLanes(ToLong)?\\s*\\(\\s*(VectorOperators\\s*\\.\\s*)?(ADD|MUL)\\b"
                + "|VectorOperators\\s*\\.\\s*(EXPM1|EXP|LOG1P|LOG10|LOG|TANH|SINH|COSH|SIN|COS|TAN|ASIN|ACOS|ATAN|ATAN2|POW"
                + "|HYPOT|CBRT)\\b"
                + "|lanewise\\s*\\(\\s*(EXPM1|EXP|LOG1P|LOG10|LOG|TANH|POW)\\b");
        assertEquals(List.of(), matching(KERNELS.resolve("src/main"), unspecified));
    }

    @Test
    void kernelsAndMlpNeedNoThirdParty() throws Exception {
        for (String pom : List.of("pom.xml", "kernels/pom.xml", "mlp/pom.xml")) {
            List<String> thirdParty = new ArrayList<>();
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(ROOT.resolve(pom).toFile());
            for (Element dependencies : children(document.getDocumentElement(), "dependencies")) {
                for (Element dependency : children(dependencies, "dependency")) {
                    String group = text(dependency, "groupId");
                    if (!group.equals("org.lanewise")
                            && !text(dependency, "scope").equals("test")) {
                        thirdParty.add(group + ":" + text(dependency, "artifactId"));
                    }
                }
            }
            assertEquals(List.of(), thirdParty, pom);
        }
    }

    @Test
    void noInternalPackageIsExported() throws IOException {
        Pattern exported = Pattern.compile("\\b(exports|opens)\\s+[\\w.]*\\binternal\\b");
        assertEquals(List.of(), matching(ROOT, exported, "module-info.java"));
        assertTrue(Files.readString(KERNELS.resolve("src/main/java/module-info.java"))
                .contains("exports org.lanewise.kernels;"));
    }

    /** Only tests of what is inside, and benchmarks of it, look behind the public API. */
    @Test
    void nobodyElseUsesInternals() throws IOException {
        Pattern internals = Pattern.compile("\\borg\\.lanewise\\.kernels\\.internal\\b");
        assertEquals(List.of(), matching(ROOT.resolve("mlp"), internals));
        assertEquals(List.of(), matching(ROOT.resolve("verification/src/main"), internals));
    }

    private static List<String> matching(Path under, Pattern pattern) throws IOException {
        return matching(under, pattern, ".java");
    }

    private static List<String> matching(Path under, Pattern pattern, String suffix) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : javaFiles(under)) {
            if (file.toString().endsWith(suffix)
                    && pattern.matcher(Files.readString(file)).find()) {
                found.add(fromRoot(file));
            }
        }
        return found;
    }

    private static List<Path> javaFiles(Path under) throws IOException {
        try (Stream<Path> files = Files.walk(under)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !fromRoot(file).contains("target/"))
                    .toList();
        }
    }

    /** A file's path from the root, separated by slashes on any system. */
    private static String fromRoot(Path file) {
        return ROOT.relativize(file).toString().replace(File.separatorChar, '/');
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }

    private static String text(Element parent, String name) {
        List<Element> children = children(parent, name);
        return children.isEmpty() ? "" : children.get(0).getTextContent().strip();
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("kernels/pom.xml"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
