"""What a Word document holds that was not read, counted on the way and said at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer.readers.word.revisions import Revisions

_SAID_BOXES = 3
_SAID_LETTERS = 20


@dataclass(slots=True, kw_only=True)
class Remarks:
    """Counts of what was left out; ``boxes`` are the texts of text boxes, ``broken`` part names."""

    revisions: Revisions = field(default_factory=Revisions)
    hidden: int = 0
    hidden_rows: int = 0
    hidden_merged: int = 0
    unfilled: int = 0
    footnotes: int = 0
    comments: int = 0
    pictures: int = 0
    objects: int = 0
    signs: int = 0
    foreign: int = 0
    boxes: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def notes(self, missing_fields: dict[str, int]) -> tuple[str, ...]:
        """Return a sentence for everything that there is; ``missing_fields`` counts by name."""
        fields = sum(missing_fields.values())
        names = "、".join(list(missing_fields)[:3])
        counted = (
            (self.hidden_merged, "有 {} 个被合并的单元格里还留有文字，没有读取。"),
            (self.hidden, "有 {} 处隐藏文字，没有读取。"),
            (self.hidden_rows, "表格中有 {} 个隐藏的行，没有读取。"),
            (self.unfilled, "有 {} 个填写框还只有提示文字，按没有填写读取。"),
            (self.footnotes, "有 {} 条脚注、尾注，没有读取。"),
            (self.comments, "有 {} 条批注，没有读取。"),
            (self.pictures, "有 {} 张图片，图中的文字没有读取。"),
            (self.objects, "有 {} 个嵌入的对象（图表、Excel 表格等），其中的内容没有读取。"),
            (self.signs, "有 {} 个符号字体（如 Wingdings）的图形，没有对应的文字，没有读取。"),
            (self.foreign, "有 {} 段嵌入的外部文件内容，没有读取，请用 Word 打开并另存后再试。"),
            (
                fields,
                f"有 {{}} 个域（{names}）没有保存结果，没有读取，请在 Word 中更新后另存再试。",
            ),
        )
        revisions = self.revisions.note()
        notes = [revisions] if revisions else []
        notes += [sentence.format(count) for count, sentence in counted if count]
        if self.boxes:
            notes.append(self._about_boxes())
        notes += [f"文件的{part}已损坏，没有读取。" for part in self.broken]
        return tuple(notes)

    def _about_boxes(self) -> str:
        said = []
        for text in self.boxes[:_SAID_BOXES]:
            line = " ".join(text.split())
            said.append(f"“{line[:_SAID_LETTERS]}{'…' if len(line) > _SAID_LETTERS else ''}”")
        more = "等" if len(self.boxes) > _SAID_BOXES else ""
        return (
            f"有 {len(self.boxes)} 个文本框浮在单元格的文字之上（{'、'.join(said)}{more}），"
            "没有读入单元格。"
        )
