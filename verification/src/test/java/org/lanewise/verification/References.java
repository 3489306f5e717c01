package org.lanewise.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;

/** Which methods and fields the tests' classes, and those that they name, use: read from their class files. */
final class References {
    private static final String OURS = References.class.getPackageName().replace('.', '/') + "/";

    private final Set<String> classes = new HashSet<>();
    private final Set<String> members = new HashSet<>();

    private References() {}

    /** What these classes, and those of this package that they name, call. */
    static References of(Iterable<Class<?>> classes) {
        References references = new References();
        classes.forEach(type -> references.add(type.getName().replace('.', '/')));
        return references;
    }

    /** Whether a method is among them, called as one of the class that declares it. */
    boolean contain(Method method) {
        return members.contains(
                method.getDeclaringClass().getName().replace('.', '/') + "." + method.getName() + descriptor(method));
    }

    /** Whether a field is among what they use. */
    boolean contain(Field field) {
        return members.contains(field.getDeclaringClass().getName().replace('.', '/') + "." + field.getName()
                + field.getType().descriptorString());
    }

    private static String descriptor(Method method) {
        StringBuilder descriptor = new StringBuilder("(");
        for (Class<?> type : method.getParameterTypes()) {
            descriptor.append(type.descriptorString());
        }
        return descriptor + ")" + method.getReturnType().descriptorString();
    }

    private void add(String type) {
        if (!classes.add(type)) {
            return;
        }
        try (InputStream bytes = References.class.getResourceAsStream("/" + type + ".class")) {
            for (PoolEntry entry : ClassFile.of().parse(bytes.readAllBytes()).constantPool()) {
                if (entry instanceof MemberRefEntry member) {
                    members.add(member.owner().asInternalName() + "."
                            + member.name().stringValue() + member.type().stringValue());
                } else if (entry instanceof ClassEntry used
                        && used.asInternalName().startsWith(OURS)) {
                    add(used.asInternalName());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
