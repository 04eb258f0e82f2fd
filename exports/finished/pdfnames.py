"""The names that a PDF is written in: those of the format, those that act, and what kinds of objects are called."""

from __future__ import annotations

import re

_SCRIPT, _LINK, _ATTACHED, _FILM = "a script", "a link out of the file", "an attached file", "a film or a sound"
_FORM, _ACT = "a form to fill in", "something that happens by itself"
ACTIVE = {
    "/JS": _SCRIPT, "/JavaScript": _SCRIPT, "/URI": _LINK, "/GoToR": _LINK, "/GoToE": _LINK, "/SubmitForm": _LINK,
    "/ImportData": _LINK, "/Launch": "a program to start", "/EmbeddedFile": _ATTACHED, "/EmbeddedFiles": _ATTACHED,
    "/EF": _ATTACHED, "/Filespec": _ATTACHED, "/AF": _ATTACHED, "/Collection": _ATTACHED, "/OpenAction": _ACT,
    "/AA": _ACT,
    "/RichMedia": _FILM, "/RichMediaContent": _FILM, "/Movie": _FILM, "/Sound": _FILM, "/Rendition": _FILM,
    "/Screen": _FILM, "/3D": _FILM, "/XFA": _FORM, "/AcroForm": _FORM, "/OCProperties": "layers", "/OCG": "layers",
    "/PieceInfo": "another program's notes",
    "/Thumb": "a small picture of a page", "/FileAttachment": _ATTACHED, "/Threads": "a thread of articles",
    "/Perms": "a signature", "/Sig": "a signature",
}  # fmt: skip
"""What a finished file must not hold, by the names that only such things bear."""
TYPES_WORDS = """
Annot CMap Catalog Encoding ExtGState Font FontDescriptor Group MCR Metadata OBJR ObjStm Outlines Page Pages Pattern
StructElem StructTreeRoot XObject XRef
"""
TYPES = frozenset(TYPES_WORDS.split())
"""The kinds of objects that our documents are made of."""
KINDS = {
    "/Metadata": "metadata", "/XML": "metadata", "/OCG": "layer", "/Filespec": "attached file",
    "/EmbeddedFile": "attached file", "/Annot": "annotation", "/Widget": "form", "/Font": "typeface",
    "/FontDescriptor": "typeface", "/Image": "picture", "/Form": "drawing", "/Outlines": "outline",
    "/StructTreeRoot": "structure tree", "/Catalog": "the head of the file", "/Page": "page", "/CMap": "typeface",
}  # fmt: skip
_FORMAT = """
A ASCII85Decode ASCIIHexDecode Action ActualText Alt AntiAlias Annot Annots Arial ArtBox Artifact Ascent Attached
Author AvgWidth BBox BC BG BM BS BaseEncoding BaseFont Background BitsPerComponent BlackIs1 BlackPoint BleedBox Border
Bottom Bounds Btn ByteRange C C0 C1 CA CCITTFaxDecode CIDFontType0 CIDFontType2 CIDInit CIDSet CIDSystemInfo
CIDToGIDMap CMap CMapName CMapType CS CalGray CalRGB CapHeight Caption Catalog Center Chartqa CharProcs CharSet Class
ClassMap Coords ColSpan Color ColorSpace ColorTransform Colors Column Columns Contents Count CreationDate Creator
CropBox Crypt D DA DCTDecode DP DR DW Decode DecodeParms Default DescendantFonts Descent Dest Dests DeviceCMYK
DeviceGray DeviceN DeviceRGB Differences Direction DisplayDocTitle DocChecksum Document Domain E EarlyChange Encode
Encoding Encrypt End ExtGState Extend F FT Figure Filter First FirstChar Fit FitB FitBH FitBV FitH FitR FitV FitWindow
Flags FlateDecode Font FontBBox FontDescriptor FontFamily FontFile FontFile2 FontFile3 FontMatrix FontName FontStretch
FontWeight Form FormType Function FunctionType Functions G GS0 Gamma GoTo Group H H1 H2 H3 H4 H5 H6 HT Headers Height
Helvetica Helvetica-Bold Helvetica-BoldOblique Helvetica-Oblique Hide Highlight I ICCBased ID IDTree IM Identity
Identity-H Identity-V Image ImageB ImageC ImageI ImageMask Index Indexed Info Intent Interpolate ItalicAngle
JBIG2Decode JPXDecode K Keywords Kids L LBody LC LI LJ LL LW LZWDecode Lab Lang Last LastChar LastModified Layout Lbl
Leading Left Length Length1 Length2 Length3 Limits Linearized Link List ListNumbering ML MCID MCR MK Macintosh
MacRomanEncoding MarkInfo Marked Mask Matrix Matte MaxWidth MediaBox Metadata MissingWidth ModDate N NM Name Named
Names NeedAppearances NewWindow Next NextPage NonFullScreenPageMode Normal Note Nums O OBJR ObjStm Obj Off On Once OP
OPM Open Ordering Outline Outlines P Page PageLabels PageLayout PageMode Pages Pattern PatternType Parent ParentTree
ParentTreeNextKey Pg Predictor Prev PrintScaling ProcSet Producer Properties Q QuadPoints R RI RL Range Rect Reference
Registry Resources Right RoleMap Root Rotate Row RowSpan Rows RunLengthDecode S SA SMask Scope Sect Separation Shading
ShadingType Size Solidity Span Start StandardEncoding StemH StemV StructElem StructParent StructParents StructTreeRoot
Style Subject Subtype Supplement SymbolSetEncoding Symbol T TBody TD TFoot TH THead TOC TOCI TR Table Tabs Times-Bold
Times-Roman Tint Title Toc Top Trans TransferFunction Transparency Trapped TrimBox True TrueType Type Type0 Type1
Type1C Type3 U UR UseNone UseOutlines UserUnit V Version View ViewerPreferences W W2 WMode WhitePoint Widget Width
Widths WinAnsiEncoding WritingMode X XHeight XML XObject XRef XRefStm XStep XYZ YStep ZapfDingbats ca k op sRGB
"""
USUAL = re.compile(
    rf"/(?:{'|'.join(map(re.escape, _FORMAT.split()))}|(?:F|G|GS|Im|P|R|TT|T|C|CS|Fm|X|MC|Pat|Sh)\d+|[a-zA-Z]?\d*|"
    r"FormXob\.(?:contents\d+|[0-9a-f]{32})|gRLs\d+|(?:[A-Z]{6}\+)?(?:AtkinsonHyperlegibleNext|Noto[A-Za-z0-9]+)(?:-[A-Za-z]+)?)"
)
"""Names of the format and of our own parts: they say nothing of a case."""
