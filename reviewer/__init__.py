"""Checks education self-evaluation tables: does the score fit the narrative?"""
