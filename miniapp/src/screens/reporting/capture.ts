/**
 * When and where a photo was taken: a JPEG's Exif (CIPA DC-008), read on the phone to save typing. The service
 * reads the original itself; nothing here proves anything.
 */

export interface Capture {
  /** ISO 8601; without an offset, Vietnam's time is assumed. */
  at?: string;
  /** «latitude,longitude». */
  near?: string;
}

const HEAD_BYTES = 256 * 1024; // Exif comes before the picture
const EXIF = 0x45786966;
const EXIF_FOLDER = 0x8769, GPS_FOLDER = 0x8825, TAKEN = 0x9003, OFFSET = 0x9011;
const SOUTH_OR_NORTH = 1, LATITUDE = 2, WEST_OR_EAST = 3, LONGITUDE = 4;
const FORM = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/;

export async function captureOf(file: Blob): Promise<Capture> {
  try {
    // Old phones lack Blob.arrayBuffer.
    return read(new DataView(await new Response(file.slice(0, HEAD_BYTES)).arrayBuffer()));
  } catch {
    return {}; // cut off or strange
  }
}

function read(view: DataView): Capture {
  if (view.getUint16(0) !== 0xffd8) return {};
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint16(at) === 0xffe1 && view.getUint32(at + 4) === EXIF) return readExif(new Tiff(view, at + 10));
  }
  return {};
}

function readExif(tiff: Tiff): Capture {
  const first = tiff.folder(tiff.number(4));
  const exif = tiff.folderAt(first.get(EXIF_FOLDER));
  const gps = tiff.folderAt(first.get(GPS_FOLDER));
  const at = momentOf(tiff.text(exif.get(TAKEN)), tiff.text(exif.get(OFFSET)));
  const near = placeOf(tiff, gps);
  return { ...(at && { at }), ...(near && { near }) };
}

function momentOf(taken: string, offset: string): string | undefined {
  const found = FORM.exec(taken);
  if (!found) return undefined;
  const moment = `${found[1]}-${found[2]}-${found[3]}T${found[4]}${/^[+-]\d\d:\d\d/.exec(offset)?.[0] ?? '+07:00'}`;
  return Number.isNaN(Date.parse(moment)) ? undefined : moment;
}

function placeOf(tiff: Tiff, gps: Map<number, number>): string | undefined {
  const latitude = tiff.degrees(gps.get(LATITUDE)) * (tiff.text(gps.get(SOUTH_OR_NORTH)) === 'S' ? -1 : 1);
  const longitude = tiff.degrees(gps.get(LONGITUDE)) * (tiff.text(gps.get(WEST_OR_EAST)) === 'W' ? -1 : 1);
  // Cameras without a fix write zeros.
  return latitude && longitude ? `${latitude.toFixed(5)},${longitude.toFixed(5)}` : undefined;
}

/** A folder maps a tag to the place of its entry, 12 bytes: tag, type, count, value or its offset. */
class Tiff {
  private readonly isLittle: boolean;

  constructor(
    private readonly view: DataView,
    private readonly start: number,
  ) {
    this.isLittle = view.getUint16(start) === 0x4949;
  }

  number(at: number): number {
    return this.view.getUint32(this.start + at, this.isLittle);
  }

  folder(at: number): Map<number, number> {
    const count = this.view.getUint16(this.start + at, this.isLittle);
    const entries = Array.from({ length: count }, (_, place) => at + 2 + 12 * place);
    return new Map(entries.map((entry) => [this.view.getUint16(this.start + entry, this.isLittle), entry]));
  }

  folderAt(entry: number | undefined): Map<number, number> {
    return entry === undefined ? new Map() : this.folder(this.number(entry + 8));
  }

  text(entry: number | undefined): string {
    if (entry === undefined) return '';
    const length = this.number(entry + 4);
    const at = length > 4 ? this.number(entry + 8) : entry + 8;
    const bytes = Array.from({ length: Math.min(length, 40) }, (_, place) => this.view.getUint8(this.start + at + place));
    return String.fromCharCode(...bytes.filter(Boolean));
  }

  /** Degrees of three fractions: degrees, minutes, seconds. NaN if there are none. */
  degrees(entry: number | undefined): number {
    if (entry === undefined) return NaN;
    const at = this.number(entry + 8);
    const part = (place: number) => this.number(at + 8 * place) / this.number(at + 8 * place + 4);
    return part(0) + part(1) / 60 + part(2) / 3600;
  }
}
