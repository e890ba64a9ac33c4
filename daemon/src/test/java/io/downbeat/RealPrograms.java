package io.downbeat;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The several {@link RealProgram}s of one test. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealProgramCondition.class)
public @interface RealPrograms {

    /** Each of them is needed. */
    RealProgram[] value();
}
