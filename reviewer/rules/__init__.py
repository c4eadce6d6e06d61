"""The rules, one file each, in the order in which they speak."""

from reviewer.rules import (
    adverse_without_deduction,
    below_benchmark,
    completion_below_score,
    duplicate_number,
    forecast_as_result,
    missing_score,
    no_evidence,
    parts_and_total,
    score_above_max,
    section_sum_mismatch,
    total_mismatch,
    unexplained_deduction,
)

INDICATOR_RULES = (
    below_benchmark,
    completion_below_score,
    adverse_without_deduction,
    no_evidence,
    forecast_as_result,
    parts_and_total,
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
