"""The columns of a form: by the header's words, and by what stands in them where those fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.model import ColumnRole, FormWords
from reviewer.tables.contents import MIN_NARRATIVE_LENGTH, Contents, likeliest_title, told_apart
from reviewer.tables.grades import grade_in
from reviewer.tables.layout import Columns
from reviewer.tables.places import year_in
from reviewer.tables.scores import shortened
from reviewer.tables.titles import split_title
from reviewer.tables.totals import total_label

if TYPE_CHECKING:
    from reviewer.grid import Grid
    from reviewer.tables.headers import Header, HeaderWords

_EXPLICIT = (ColumnRole.LEVEL_ONE, ColumnRole.LEVEL_TWO, ColumnRole.LEVEL_THREE)
MOSTLY = 0.6
_SELF_WORDS = ("自评", "自查", "自我", "达标", "合格")
MAX_SECTION_LENGTH = 25


def resolve(grid: Grid, header: Header | None, headers: HeaderWords) -> Columns:
    """Return the columns of a table; ``score`` and ``deducted`` are None where it has no scores."""
    return _Resolver(grid, header, headers.words).columns()


class _Resolver:
    def __init__(self, grid: Grid, header: Header | None, words: FormWords) -> None:
        self.grid = grid
        self.header = header
        self.words = words
        self.notes: list[str] = []
        first = header.first_body_row if header else 0
        self.rows = [row for row in range(first, grid.height) if not self._is_total(row)]
        self.contents = Contents(grid, self.rows, words)
        self.roles: dict[ColumnRole, list[int]] = {}
        self.known: set[int] = set()
        self._from_header()
        self.named = set(self.known)

    def _is_total(self, row: int) -> bool:
        cells = self.grid.starting(row)[:3]
        return any(total_label(cell.text, self.words) is not None for cell in cells)

    def _from_header(self) -> None:
        if self.header is None:
            return
        order = sorted(
            self.header.matches.items(), key=lambda item: (-item[1].strength, item[1].rank, item[0])
        )
        for column, match in order:
            for each in (column, *self._under(column)):
                self.roles.setdefault(match.role, []).append(each)
                self.known.add(each)

    def _under(self, column: int) -> list[int]:
        """Return further body columns below a header cell that is merged across several."""
        header = self.header
        if header is None:
            return []
        cell = self.grid.at(header.first_body_row - 1, column)
        if cell is None or cell.column_span < 2:
            return []
        return [
            inner
            for inner in range(column + 1, min(column + cell.column_span, self.grid.width))
            if self._stands_alone(inner, header)
        ]

    def _stands_alone(self, column: int, header: Header) -> bool:
        """Tell a column whose body cells belong to no column that has a header of its own."""
        alone = 0
        for row in self.rows:
            cell = self.grid.at(row, column)
            if cell is not None and cell.text and cell.column == column:
                alone += all(cell is not self.grid.at(row, other) for other in header.texts)
        return alone >= 0.5 * max(len(self.rows), 1)

    def _unknown(self) -> list[int]:
        """Return the columns without a role in which body cells begin."""
        return sorted(self.contents.begun() - self.known)

    def _say(self, column: int, role: str) -> None:
        self.known.add(column)
        self.notes.append(f"第{column + 1}列{self._quoted(column)}按内容识别为{role}。")

    def _quoted(self, column: int) -> str:
        text = self.header.texts.get(column, "") if self.header else ""
        return f"“{shortened(text)}”" if text else ""

    # --- the roles

    def columns(self) -> Columns:
        score, fulls = self._score_and_full()
        deducted = None
        if score is None:
            deducted = next(iter(self.roles.get(ColumnRole.DEDUCTED, [])), None)
        deduction = list(self.roles.get(ColumnRole.DEDUCTION_NOTE, []))
        deduction += [c for c in self.roles.get(ColumnRole.DEDUCTED, []) if c != deducted]
        title, section, deeper, spare = self._levels(score if score is not None else deducted)
        narrative = self._narrative(deduction, score)
        full, section_full = told_apart(self.contents, fulls, title, section)
        ticked = self._ticked() if score is None and deducted is None else ()
        numbers = self.roles.get(ColumnRole.NUMBER, [])
        number = max(numbers, key=lambda c: len(self.contents.texts(c)), default=None)
        self._report_unused()
        return Columns(
            title=title,
            score=score,
            deducted=deducted,
            full=full,
            section=section,
            section_full=section_full,
            number=number,
            deeper=tuple(deeper),
            narrative=tuple(narrative),
            deduction=tuple(deduction),
            criteria=(*self.roles.get(ColumnRole.CRITERIA, []), *spare),
            attachments=tuple(self.roles.get(ColumnRole.ATTACHMENTS, [])),
            notes=tuple(self.notes),
            guessed=score is not None and score not in self.roles.get(ColumnRole.SELF_SCORE, []),
            ticked=ticked,
            title_guessed=title not in self.named,
            full_guessed=full not in self.roles.get(ColumnRole.FULL_SCORE, []),
        )

    def _score_and_full(self) -> tuple[int | None, list[int]]:
        full = list(self.roles.get(ColumnRole.FULL_SCORE, []))
        named = self.roles.get(ColumnRole.SELF_SCORE, [])
        scored = [c for c in named if not self.contents.is_prose(c)]
        # a column headed 自评 that holds texts is the narrative
        prose = [c for c in named if self.contents.is_prose(c)]
        self.roles.setdefault(ColumnRole.NARRATIVE, []).extend(prose)
        if scored:
            best = max(scored, key=lambda c: (self.contents.share(c) >= 0.5, -scored.index(c)))
            for column in scored:
                if column != best:
                    self.notes.append(
                        f"第{column + 1}列{self._quoted(column)}也像得分列，没有采用。"
                    )
            return best, full
        if ColumnRole.DEDUCTED in self.roles:
            return None, full
        if graded := self.roles.get(ColumnRole.GRADE):
            self.roles.setdefault(ColumnRole.SELF_SCORE, []).append(graded[0])
            return graded[0], full
        return self._score_by_content(full)

    def _ticked(self) -> tuple[tuple[int, str], ...]:
        """Return the columns that are headed by grades and hold nothing but ticks."""
        texts = self.header.texts if self.header else {}
        graded = [
            (column, text)
            for column, text in texts.items()
            if grade_in(text, self.words) and self.contents.are_ticks(column)
        ]
        words = "".join([*texts.values(), *(text for _, text in graded)])
        if len(graded) < 2 or not any(word in words for word in _SELF_WORDS):
            # a list of faults has 是 and 否 too
            return ()
        self.known.update(column for column, _ in graded)
        return tuple(graded)

    def _score_by_content(self, full: list[int]) -> tuple[int | None, list[int]]:
        """Find scores among columns that the header does not name, or names all as 分值."""
        columns = [c for c in self._unknown() if self.contents.share(c) >= MOSTLY]
        columns = [
            c
            for c in columns
            if len(self.contents.texts(c)) >= 0.5 * max(self.contents.busiest(), 1)
        ]
        counting = [c for c in columns if self.contents.is_counting(c)]
        self.roles.setdefault(ColumnRole.NUMBER, []).extend(counting)
        self.known.update(counting)
        columns = [c for c in columns if c not in counting]
        if len(columns) > 2 or (full and len(columns) > 1):
            # each may be that of another county or another year
            return None, full
        if not full and len(columns) >= 2:
            highest = max(columns, key=self.contents.total)
            full, columns = [highest], [c for c in columns if c != highest]
            self._say(highest, "分值")
        if columns:
            best = columns[0]
            self._say(best, "自评得分")
            return best, full
        if len(full) >= 2:
            lowest = min(full, key=self.contents.total)
            self._say(lowest, "自评得分")
            return lowest, [c for c in full if c != lowest]
        return None, full

    def _of_one_year(self, columns: list[int], score: int | None) -> list[int]:
        """Leave out narratives of other years than that of the scores, or than the last."""
        years = {c: year for c in columns if (year := self._year(c)) is not None}
        if len(set(years.values())) < 2:
            return columns
        scored = self._year(score)
        year = scored if scored in years.values() else max(years.values())
        others = [c for c, of in years.items() if of != year]
        self.notes += [f"第{c + 1}列{self._quoted(c)}是另一年度的说明，没有采用。" for c in others]
        return [c for c in columns if c not in others]

    def _year(self, column: int | None) -> int | None:
        texts = self.header.texts if self.header else {}
        return year_in(texts.get(column, "")) if column is not None else None

    def _narrative(self, deduction: list[int], score: int | None) -> list[int]:
        narrative = list(self.roles.get(ColumnRole.NARRATIVE, []))
        if narrative:
            return self._of_one_year(narrative, score)
        prose = [c for c in self._unknown() if self.contents.length(c) >= MIN_NARRATIVE_LENGTH]
        prose = [c for c in prose if self.contents.share(c) < 0.3]
        if prose:
            best = max(prose, key=self.contents.length)
            self._say(best, "自评说明")
            return [best]
        if results := self.roles.get(ColumnRole.RESULT):
            column = results[0]
            self.notes.append(
                f"没有自评说明列，以第{column + 1}列{self._quoted(column)}作为自评说明。"
            )
            return [column]
        if deduction:
            column = deduction.pop(0)
            self.notes.append(
                f"没有自评说明列，以第{column + 1}列{self._quoted(column)}作为自评说明。"
            )
            return [column]
        self.notes.append("没有找到自评说明列，各指标的自评说明为空。")
        return []

    def _levels(self, score: int | None) -> tuple[int | None, int | None, list[int], list[int]]:
        """Return the columns of title and section, those below the title, and descriptions."""
        named = [c for role in _EXPLICIT for c in sorted(self.roles.get(role, []))]
        plain = self.roles.get(ColumnRole.INDICATOR, [])
        named += sorted(plain, key=lambda c: (len(self.contents.texts(c)), c))
        named = list(dict.fromkeys(named))
        points = sorted(self.roles.get(ColumnRole.POINT, []))
        scores = self.contents.rows_with(score)
        own = [c for c in named if self.contents.scored(c, scores) >= 0.5]
        covered = any(len(self.contents.rows_with(c) & scores) >= 0.8 * len(scores) for c in named)
        if points and (not named or not covered):
            named += points
            own = [c for c in named if self.contents.scored(c, scores) >= 0.5]
            points = []
        if not named:
            found = self._title_by_content()
            return found, self._section_by_content(found), [], points
        title = own[-1] if own and scores else named[-1]
        if title in self.roles.get(ColumnRole.POINT, []):
            title = self._worth_above(title, named)
        title = self._with_full(named[: named.index(title) + 1])
        place = named.index(title)
        if place == 0:
            written = len(self.contents.texts(title)) >= 0.8 * len(self.rows)
            if points and written and self._repeats(title) and self._are_numbered(points[0]):
                return points[0], title, named[1:], points[1:]
            extra = self._title_by_content() if self._repeats(title) else None
            if extra is not None:
                return extra, title, named[1:], points
        return title, named[0] if place else None, named[place + 1 :], points

    def _with_full(self, levels: list[int]) -> int:
        """Return the deepest level, or the one above if only that says how much it is worth."""
        if len(levels) < 2 or self.roles.get(ColumnRole.FULL_SCORE):
            return levels[-1]
        above, deepest = (self.contents.marked(c) for c in levels[-2:])
        grouping = levels[-2] in self.roles.get(ColumnRole.LEVEL_ONE, [])
        return levels[-2] if above > 0.8 and deepest < 0.2 and not grouping else levels[-1]

    def _worth_above(self, point: int, named: list[int]) -> int:
        """Return the level that the full scores are of, where the points below share them."""
        place, full = named.index(point), self.roles.get(ColumnRole.FULL_SCORE, [])
        if place == 0 or len(full) != 1:
            return point
        above, worth = self.contents.rows_with(named[place - 1]), self.contents.rows_with(full[0])
        shared = worth == above and len(worth) < len(self.contents.rows_with(point))
        grouping = named[place - 1] in self.roles.get(ColumnRole.LEVEL_ONE, [])
        return named[place - 1] if shared and not grouping else point

    def _repeats(self, column: int) -> bool:
        """Tell a title column that names far fewer things than there are rows: groups only."""
        return len(set(self.contents.texts(column))) <= 0.5 * len(self.rows)

    def _are_numbered(self, column: int) -> bool:
        """Tell a column of distinct numbered texts, one in nearly every row, beside repeated ones.

        Where the cells beside it are merged, one 二级指标 has several 观测点.
        """
        texts = self.contents.texts(column)
        numbers = {split_title(text).number for text in texts} - {""}
        return len(numbers) >= 0.8 * len(self.rows) and len(set(texts)) == len(texts)

    def _title_by_content(self) -> int | None:
        best = likeliest_title(self.contents, self._unknown())
        if best is not None:
            self._say(best, "指标")
        return best

    def _section_by_content(self, title: int | None) -> int | None:
        """Find a column of few short texts beside the titles: the groups."""
        titles = len(self.contents.texts(title)) if title is not None else 0
        for column in self._unknown():
            count = len(self.contents.texts(column))
            short = self.contents.length(column) <= MAX_SECTION_LENGTH
            if 0 < count < titles and short and self.contents.share(column) < 0.3:
                self._say(column, "一级指标")
                return column
        return None

    def _report_unused(self) -> None:
        for column in self._unknown():
            if texts := self.contents.texts(column):
                self.notes.append(
                    f"第{column + 1}列{self._quoted(column)}（{len(texts)} 个单元格）"
                    "没有识别出用途，其中的内容没有使用。"
                )
