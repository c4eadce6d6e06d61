"""Zip containers (docx, xlsx), opened with caps, so that a hostile file costs little."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from reviewer.errors import InputError

MAX_MEMBERS = 5_000
MAX_TOTAL_BYTES = 300_000_000
MAX_MEMBER_BYTES = 60_000_000
# XML of a form shrinks 5 to 40 times; a bomb about 1000 times. Small members may be very even.
MAX_RATIO = 200
RATIO_MATTERS_FROM = 2_000_000


def open_zip(data: bytes, name: str) -> zipfile.ZipFile:
    """Open a zip held in memory; InputError where it is damaged or unreasonably large."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = archive.infolist()
    # zipfile raises many types on damaged headers; all mean the same to the user
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, KeyError):
        raise damaged(name) from None
    except Exception as error:  # struct.error and the like, from deep inside zipfile
        raise damaged(name) from error
    sizes = [member.file_size for member in members]
    if len(members) > MAX_MEMBERS or sum(sizes) > MAX_TOTAL_BYTES:
        raise InputError(f"{name}：解压后的内容过大，为安全起见没有读取，请检查文件来源。")
    return archive


def read_member(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    """Return the bytes of one member; InputError where it is missing, damaged or too large."""
    try:
        info = archive.getinfo(member)
        packed = max(info.compress_size, 1)
        if info.file_size > MAX_MEMBER_BYTES or (
            info.file_size > RATIO_MATTERS_FROM and info.file_size > MAX_RATIO * packed
        ):
            raise InputError(f"{name}：解压后的内容过大，为安全起见没有读取，请检查文件来源。")
        if info.flag_bits & 0x1:
            raise InputError(f"{name}：文件有密码保护，请取消密码后另存再试。")
        return archive.read(info)
    except InputError:
        raise
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, KeyError):
        raise damaged(name) from None
    except Exception as error:
        raise damaged(name) from error


def damaged(name: str) -> InputError:
    """Return the error for a container that can not be opened."""
    return InputError(f"{name}：文件已损坏，无法打开，请重新取得文件或用 Word、WPS 另存后再试。")
