"""Weights and smoother against posteriors that are known, and the errors that go with them."""

from __future__ import annotations

import numpy as np
import pytest

from evaluation.midterm.smoother import smoothed
from evaluation.midterm.surprise import surprise
from evaluation.midterm.weights import clustered_error, effective, resampled, weights

DRAWS = 40_000
SLOPES = np.array([[1.0, 0.5], [0.0, 2.0]])
OBSERVED, ERROR = np.array([0.8, -1.0]), np.array([0.6, 0.9])


def prior(draws: int = DRAWS) -> np.ndarray:
    return np.random.default_rng(5).normal(size=(2, draws))


def known_posterior() -> tuple[np.ndarray, np.ndarray]:
    """Mean and covariance of two standard normal numbers after two linear observations with normal errors."""
    precision = np.eye(2) + SLOPES.T @ np.diag(ERROR**-2) @ SLOPES
    covariance = np.linalg.inv(precision)
    return covariance @ SLOPES.T @ (OBSERVED / ERROR**2), covariance


def test_weights_give_the_known_normal_posterior():
    draws = prior()
    weight = weights(SLOPES @ draws, OBSERVED, ERROR)
    mean, covariance = known_posterior()
    found = draws @ weight
    spread = (draws - found[:, None]) * weight @ (draws - found[:, None]).T
    limit = 4 / np.sqrt(effective(weight))
    np.testing.assert_allclose(found, mean, atol=limit)
    np.testing.assert_allclose(spread, covariance, atol=limit)


def test_the_smoother_gives_the_known_normal_posterior():
    start = prior(8000)
    moved = smoothed(start, lambda numbers: SLOPES @ numbers, OBSERVED, ERROR, 4, 11)
    mean, covariance = known_posterior()
    np.testing.assert_allclose(moved.mean(axis=1), mean, atol=0.03)
    np.testing.assert_allclose(np.cov(moved), covariance, atol=0.03)


def test_groups_of_the_smoother_know_nothing_of_each_other():
    start = prior(600)
    alone = smoothed(start[:, :400], lambda n: SLOPES @ n, OBSERVED, ERROR, 2, 3)
    together = smoothed(start, lambda n: SLOPES @ n, OBSERVED, ERROR, 2, 3, [400, 200])
    np.testing.assert_allclose(together[:, :400], alone, atol=1e-12)


def test_the_smoother_leaves_numbers_that_nothing_was_observed_of():
    start = np.random.default_rng(8).normal(size=(30, 2000))
    moved = smoothed(start, lambda numbers: numbers[:1], np.array([1.5]), np.array([0.1]), 4, 1)
    assert abs(moved[0].mean() - 1.5) < 0.05
    np.testing.assert_allclose(moved[1:].std(axis=1), start[1:].std(axis=1), rtol=0.02)


def test_equal_weights_are_worth_all_draws_and_one_weight_one():
    assert effective(np.full(50, 0.02)) == pytest.approx(50)
    assert effective(np.eye(50)[0]) == pytest.approx(1)


def test_resampling_keeps_each_draw_in_proportion():
    weight = np.array([0.5, 0.25, 0.125, 0.125, 0, 0, 0, 0])
    assert np.bincount(resampled(weight, 1), minlength=8).tolist() == [4, 2, 1, 1, 0, 0, 0, 0]


def test_the_error_of_copies_is_that_of_their_parents():
    hits = np.random.default_rng(2).random(400) < 0.3
    once = clustered_error(hits, np.arange(400))
    assert once == pytest.approx(np.sqrt(hits.mean() * (1 - hits.mean()) / 400))
    copied = clustered_error(np.repeat(hits, 5), np.repeat(np.arange(400), 5))
    assert copied == pytest.approx(once)


def test_an_error_is_never_zero():
    assert clustered_error(np.zeros(100, dtype=bool), np.arange(100)) > 0


def test_what_lies_far_out_is_loud_and_what_lies_within_is_not():
    model = SLOPES @ prior(2000)
    within = surprise(model, np.array([0.5, 1.0]), ERROR, 0.05)
    assert (within.loud, within.together) == ((), False)
    outside = surprise(model, np.array([9.0, 1.0]), ERROR, 0.05)
    assert outside.loud == (0,)
    assert outside.together


def test_the_chance_of_a_surprise_is_even_where_the_model_is_right():
    model = SLOPES @ prior(4000)
    noise = np.random.default_rng(9).normal(size=(2, 400)) * ERROR[:, None]
    truths = SLOPES @ np.random.default_rng(10).normal(size=(2, 400)) + noise
    chances = [surprise(model, truths[:, at], ERROR, 0.05).probability for at in range(400)]
    assert abs(np.mean(chances) - 0.5) < 0.06
    assert abs(np.mean(np.array(chances) < 0.05) - 0.05) < 0.04
