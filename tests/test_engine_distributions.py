"""Distributions: quantiles and means agree with each other, bounds hold, nonsense is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.distributions import Distribution, bounds, mean, quantile

SHARES = (np.arange(200_000) + 0.5) / 200_000
CASES = [
    Distribution("fixed", 3.0),
    Distribution("uniform", 2.0, 5.0),
    Distribution("triangular", 1.0, 2.0, 5.0),
    Distribution("triangular", 1.0, 1.0, 5.0),
    Distribution("truncnorm", 1.0, 2.0),
    Distribution("truncnorm", 1.0, 2.0, low=0.0, high=4.0),
    Distribution("truncnorm", -9.0, 1.0, low=0.0, high=4.0),
    Distribution("lognormal", 0.5, 0.4),
    Distribution("lognormal", 0.5, 0.4, low=1.0, high=2.0),
]


@pytest.mark.parametrize("spec", CASES, ids=str)
def test_the_mean_is_the_mean_of_the_quantiles(spec):
    assert quantile(spec, SHARES).mean() == pytest.approx(mean(spec), rel=1e-3)


@pytest.mark.parametrize("spec", CASES, ids=str)
def test_quantiles_rise_and_stay_inside_the_bounds(spec):
    values = quantile(spec, SHARES)
    low, high = bounds(spec)
    assert (np.diff(values) >= 0).all()
    assert values.min() >= low
    assert values.max() <= high


@pytest.mark.parametrize("spec", [case for case in CASES if math.isfinite(bounds(case)[1])], ids=str)
def test_the_ends_are_the_bounds(spec):
    low, high = bounds(spec)
    np.testing.assert_allclose(quantile(spec, [0.0, 1.0]), [low, high], rtol=1e-12, atol=1e-12)


def test_quantiles_agree_with_scipy():
    from scipy.stats import lognorm, triang, truncnorm

    shares = np.array([0.001, 0.2, 0.5, 0.9, 0.999])
    normal = Distribution("truncnorm", 1.0, 2.0, low=0.0, high=4.0)
    np.testing.assert_allclose(
        quantile(normal, shares), truncnorm.ppf(shares, -0.5, 1.5, 1.0, 2.0), rtol=1e-9
    )
    far = Distribution("truncnorm", -9.0, 1.0, low=0.0, high=4.0)
    np.testing.assert_allclose(quantile(far, shares), truncnorm.ppf(shares, 9.0, 13.0, -9.0, 1.0), rtol=1e-7)
    triangle = Distribution("triangular", 1.0, 2.0, 5.0)
    np.testing.assert_allclose(quantile(triangle, shares), triang.ppf(shares, 0.25, 1.0, 4.0), rtol=1e-12)
    long_tail = Distribution("lognormal", 0.5, 0.4)
    np.testing.assert_allclose(
        quantile(long_tail, shares), lognorm.ppf(shares, 0.4, scale=math.exp(0.5)), rtol=1e-12
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("uniform", 5.0, 2.0), "lower bound 5 is not below upper bound 2"),
        (("truncnorm", 1.0, 0.0), "standard deviation 0 is not positive"),
        (("truncnorm", 1.0), "needs 2 finite numbers"),
        (("triangular", 1.0, 9.0, 5.0), "mode 9 lies outside 1 to 5"),
        (("fixed", math.nan), "needs 1 finite numbers"),
        (("beta", 1.0, 2.0), "no such distribution; known: fixed"),
        (("lognormal", 1.0, 1.0, math.nan, 3.0, 2.0), "lower bound 3"),
    ],
)
def test_numbers_that_make_no_distribution_are_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        Distribution(*arguments)
