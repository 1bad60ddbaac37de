"""What a file really is: names lie, the first bytes do not."""

from __future__ import annotations

from retrieval.errors import UnreadableError

_IMAGES = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"RIFF", "WEBP"),
)
_WORD = (".doc", ".docm", ".docx", ".dot", ".dotx", ".odt", ".rtf", ".wps", ".wpt")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = b"\xec\xa5"
_DAMAGED = "文件已损坏或不是 Word 文件，请用 Word 或 WPS 打开修复，另存为 .docx 后再添加"


def true_suffix(data: bytes, suffix: str) -> str:
    """Return the suffix under which ``data`` is to be read; ``suffix`` is what its name says.

    Word files of every kind are told apart by their bytes, since WPS and websites name them as
    they like.

    Raises:
        UnreadableError: it is an image, protected by a password or not what its name says.
    """
    if suffix not in (*_WORD, ".pdf"):
        return suffix
    _refuse_image(data)
    if b"%PDF-" in data[:1024]:
        return ".pdf"
    if suffix == ".pdf":
        raise UnreadableError("文件已损坏或不是 PDF 文件，请重新下载或转换后再添加")
    return _word_suffix(data, suffix)


def _word_suffix(data: bytes, suffix: str) -> str:
    if data.startswith(_OLE):
        _refuse_protected(data)
        return ".doc"
    if data.startswith(b"PK"):
        return suffix if suffix == ".odt" else ".docx"
    if data.lstrip()[:5] == b"{\\rtf":
        return ".rtf"
    if b"<html" in data[:2048].lower():
        return ".html"
    raise UnreadableError(_DAMAGED)


def _refuse_image(data: bytes) -> None:
    for mark, name in _IMAGES:
        if data.startswith(mark):
            raise UnreadableError(f"这是一张图片（{name}），只是改了扩展名，请识别成文字后再添加")


def _refuse_protected(data: bytes) -> None:
    # The old format's header is the first sector after that of the container; bit 8 of its flags
    # says that the text is encrypted.
    old_word = data[512:514] == _OLD_WORD and len(data) > 523 and data[523] & 1
    if old_word or _ENCRYPTED_PACKAGE in data:
        raise UnreadableError("文件已加密，设有打开密码，请取消密码、另存后再添加")
