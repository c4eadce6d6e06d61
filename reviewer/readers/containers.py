"""Zip containers (docx, xlsx), opened with caps, so that a hostile file costs little."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Protocol

from reviewer.errors import InputError
from reviewer.limits import MEGABYTE

if TYPE_CHECKING:
    from reviewer.limits import Limits

# small members may be very even: an empty style table, a row of blanks
RATIO_MATTERS_FROM = 2 * MEGABYTE


class Members(Protocol):
    """What a container offers: a zip, or what stands for one."""

    @property
    def name(self) -> str:
        """Return the name of the file, for messages."""

    @property
    def limits(self) -> Limits:
        """Return what the file may cost."""

    @property
    def members(self) -> list[str]:
        """Return the names of the members."""

    def read(self, member: str) -> bytes:
        """Return the bytes of a member; InputError where that can not be."""


@dataclass(frozen=True, slots=True)
class Container:
    """An open zip; ``name`` is the file's, for messages. Nothing of it is ever written to disk."""

    archive: zipfile.ZipFile
    name: str
    limits: Limits

    @property
    def members(self) -> list[str]:
        """Return the names of the members, as written in the zip."""
        return self.archive.namelist()

    def read(self, member: str) -> bytes:
        """Return the bytes of a member; InputError where it is missing, damaged or too large."""
        try:
            info = self.archive.getinfo(member)
            self._check(info)
            return self.archive.read(info)
        except InputError:
            raise
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, KeyError):
            raise damaged(self.name) from None
        except Exception as error:
            raise damaged(self.name) from error

    def _check(self, info: zipfile.ZipInfo) -> None:
        packed = max(info.compress_size, 1)
        swollen = info.file_size > RATIO_MATTERS_FROM and (
            info.file_size > self.limits.ratio * packed
        )
        if info.file_size > self.limits.member_mb * MEGABYTE or swollen:
            raise too_large(self.name)
        if info.flag_bits & 0x1:
            raise InputError(f"{self.name}：文件有密码保护，请取消密码后另存再试。")


def open_zip(data: bytes, name: str, limits: Limits) -> Container:
    """Open a zip held in memory; InputError where it is damaged or unreasonably large."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = archive.infolist()
    # zipfile raises many types on damaged headers; all mean the same to the user
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, KeyError):
        raise damaged(name) from None
    except Exception as error:  # struct.error and the like, from deep inside zipfile
        raise damaged(name) from error
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.members:
        raise InputError(
            f"{name}：压缩包内有 {len(members)} 个部分，超过 {limits.members} 个，没有读取，"
            "请检查文件来源，或在配置的 [limits] members 中放宽。"
        )
    if unpacked > limits.unpacked_mb * MEGABYTE:
        raise too_large(name)
    return Container(archive, name, limits)


def damaged(name: str) -> InputError:
    """Return the error for a container that can not be opened."""
    return InputError(f"{name}：文件已损坏，无法打开，请重新取得文件或用 Word、WPS 另存后再试。")


def too_large(name: str) -> InputError:
    """Return the error for content that is larger than the limits allow."""
    return InputError(
        f"{name}：解压后的内容过大，为安全起见没有读取，请检查文件来源，"
        "或在配置的 [limits] unpacked-mb、member-mb、ratio 中放宽。"
    )
