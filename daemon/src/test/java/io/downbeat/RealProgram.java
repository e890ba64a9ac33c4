package io.downbeat;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A program of the outside world that a test runs against, such as Pure Data's {@code pd}.
 *
 * <p>Where the command is on the {@code PATH} the test runs; where it is not, the test is left out
 * and the end of {@code mvn verify} lists it as missing, with the Debian package that brings it. On
 * a machine that promises to have them all (environment {@code CI=true}, or {@code
 * -Ddownbeat.require-programs}) a missing program fails its test instead.
 *
 * <pre>{@code
 * @RealProgram(command = "pd", debian = "puredata-core")
 * class PureDataIT { ... }
 * }</pre>
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(RealPrograms.class)
@ExtendWith(RealProgramCondition.class)
public @interface RealProgram {

    /** The command, as it is looked up on the {@code PATH}. */
    String command();

    /** The Debian package that brings it. */
    String debian();
}
