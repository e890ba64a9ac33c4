package io.downbeat.control;

import io.downbeat.schema.Method;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that the contract lets a client set or fire, each bound to what it becomes; the tables are
 * those of the contract. What is derived from an entry, an alias, a fixed form, {@code /toggle} or
 * {@code /index}, is bound with it.
 *
 * <p>Immutable once made.
 */
final class Routes {
    private final Map<String, MethodRoute> routes = new LinkedHashMap<>();
    private final Map<String, MethodRoute> releases = new LinkedHashMap<>();
    private final Set<String> inAnyOrder = new LinkedHashSet<>();

    /**
     * All routes.
     *
     * @param subscribeArguments how what a client asks for itself is read
     * @param quitPermission who may end the program
     */
    static Routes all(SubscribeArguments subscribeArguments, QuitPermission quitPermission) {
        Routes routes = new Routes();
        TransportRoutes.bind(routes);
        LaunchRoutes.bind(routes);
        SceneRoutes.bind(routes);
        NodeRoutes.bind(routes);
        ArrangementRoutes.bind(routes);
        SessionRoutes.bind(routes, subscribeArguments, quitPermission);
        return routes;
    }

    void bind(String template, MethodRoute route) {
        if (routes.put(template, route) != null) {
            throw new IllegalArgumentException(template + " is bound twice");
        }
    }

    /** Binds the release of a button, where it means something. */
    void bindRelease(String template, MethodRoute route) {
        releases.put(template, route);
    }

    /** Binds a method whose arguments come in any order, so that its route reads them itself. */
    void bindInAnyOrder(String template, MethodRoute route) {
        bind(template, route);
        inAnyOrder.add(template);
    }

    /** Whether a method's route reads the arguments itself. */
    boolean takesAnyOrder(Method method) {
        return inAnyOrder.contains(method.base().template());
    }

    void notYet(String... templates) {
        for (String template : templates) {
            bind(template, MethodRoute.notYet());
        }
    }

    /** What setting or firing a method becomes; empty for what is only asked for, or sent. */
    Optional<MethodRoute> of(Method method) {
        return Optional.ofNullable(routes.get(method.base().template()));
    }

    /** What the release of a button becomes; mostly nothing. */
    Optional<MethodRoute> ofRelease(Method method) {
        return Optional.ofNullable(releases.get(method.base().template()));
    }

    /** All templates that are bound, in the order of the contract's tables. */
    List<String> templates() {
        return List.copyOf(routes.keySet());
    }

    /** All templates whose release is bound. */
    List<String> releasedTemplates() {
        return List.copyOf(releases.keySet());
    }
}
