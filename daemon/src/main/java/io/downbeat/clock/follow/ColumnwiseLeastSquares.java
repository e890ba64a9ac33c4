package io.downbeat.clock.follow;

import java.util.ArrayList;
import java.util.List;

/**
 * A least-squares fit that takes its columns one by one and makes each orthogonal to those before
 * it (Gram-Schmidt). Columns may have more rows than there are values; the fit then predicts the
 * further rows.
 */
final class ColumnwiseLeastSquares {

    /**
     * A column of which less than this share remains is a combination of the others; the rest is
     * rounding error.
     */
    private static final double ROUNDING = 1e-9;

    private final int values;
    private final double[] rest;
    private final double[] fitted;
    private final List<double[]> columns = new ArrayList<>();

    /**
     * @param values the values to fit
     * @param rows rows of each column, at least as many as values
     */
    ColumnwiseLeastSquares(double[] values, int rows) {
        this.values = values.length;
        this.rest = values.clone();
        this.fitted = new double[rows];
    }

    int columns() {
        return columns.size();
    }

    /** By how much another column would lessen the remaining squares. */
    double gain(double[] column) {
        double[] own = orthogonal(column);
        double square = product(own, own);
        double along = product(own, rest);
        return square > ROUNDING * product(column, column) ? along * along / square : 0;
    }

    /** The coefficient of another column, if it were added. */
    double coefficient(double[] column) {
        double[] own = orthogonal(column);
        double square = product(own, own);
        return square > ROUNDING * product(column, column) ? product(own, rest) / square : 0;
    }

    /** Adds a column to the fit. */
    void add(double[] column) {
        double[] own = orthogonal(column);
        double square = product(own, own);
        if (!(square > ROUNDING * product(column, column))) {
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

    /** The remaining squares. */
    double squares() {
        return product(rest, rest);
    }

    /** The fitted or predicted value of a row. */
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
