package io.downbeat.clock.follow;

import java.util.ArrayList;
import java.util.List;

/**
 * A fit by least squares that takes one column after the other (Gram and Schmidt). Columns may have
 * more rows than there are values; the fit then says what it expects there. Not thread safe.
 */
final class LeastSquares {

    /** What is left of a column that the others explain but for rounding: a share of it. */
    private static final double NOTHING = 1e-9;

    private final int values;
    private final double[] rest;
    private final double[] fitted;
    private final List<double[]> columns = new ArrayList<>();

    /**
     * @param values what is to be explained
     * @param rows how many rows the columns have, as many as there are values at least
     */
    LeastSquares(double[] values, int rows) {
        this.values = values.length;
        this.rest = values.clone();
        this.fitted = new double[rows];
    }

    int columns() {
        return columns.size();
    }

    /** By how much another column would lessen the squares that are left. */
    double gain(double[] column) {
        double[] own = orthogonal(column);
        double square = product(own, own);
        double along = product(own, rest);
        return square > NOTHING * product(column, column) ? along * along / square : 0;
    }

    /** How much of another column would explain best what is left. */
    double share(double[] column) {
        double[] own = orthogonal(column);
        double square = product(own, own);
        return square > NOTHING * product(column, column) ? product(own, rest) / square : 0;
    }

    /** Explains the values by this column, too. */
    void add(double[] column) {
        double[] own = orthogonal(column);
        double square = product(own, own);
        if (!(square > NOTHING * product(column, column))) {
            return;
        }
        double share = product(own, rest) / square;
        for (int i = 0; i < own.length; i++) {
            fitted[i] += share * own[i];
            if (i < values) {
                rest[i] -= share * own[i];
            }
        }
        columns.add(own);
    }

    /** The squares that are left. */
    double squares() {
        return product(rest, rest);
    }

    /** What is expected in that row. */
    double at(int row) {
        return fitted[row];
    }

    private double[] orthogonal(double[] column) {
        double[] own = column.clone();
        for (double[] other : columns) {
            double share = product(own, other) / product(other, other);
            for (int i = 0; i < own.length; i++) {
                own[i] -= share * other[i];
            }
        }
        return own;
    }

    private double product(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < values; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
