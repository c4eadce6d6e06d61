"""The rules, one file each, in the order in which they speak."""

from reviewer.rules import (
    adverse_without_deduction,
    average_mismatch,
    below_benchmark,
    change_mismatch,
    completion_below_score,
    difference_mismatch,
    direction_against_figures,
    duplicate_number,
    forecast_as_result,
    impossible_percent,
    missing_score,
    no_evidence,
    parts_and_total,
    points_not_percent,
    score_above_max,
    section_sum_mismatch,
    share_mismatch,
    shares_not_hundred,
    total_mismatch,
    unexplained_deduction,
    unit_slip,
)

INDICATOR_RULES = (
    below_benchmark,
    completion_below_score,
    adverse_without_deduction,
    no_evidence,
    forecast_as_result,
    parts_and_total,
    share_mismatch,
    change_mismatch,
    difference_mismatch,
    average_mismatch,
    shares_not_hundred,
    impossible_percent,
    unit_slip,
    points_not_percent,
    direction_against_figures,
    unexplained_deduction,
)
SUBMISSION_RULES = (
    total_mismatch,
    section_sum_mismatch,
    score_above_max,
    missing_score,
    duplicate_number,
)
RULES = (*SUBMISSION_RULES, *INDICATOR_RULES)
