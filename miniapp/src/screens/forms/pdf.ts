/**
 * A PDF of one page that is one picture (ISO 32000-1: 7.5 file structure, 8.9 images). A library that sets text would
 * bring along 100 KB and a font; a picture has the letters of the phone, and prints alike everywhere.
 */
const POINTS = 72 / 25.4;

/** Return the file for a JPEG of `width` × `height` pixels on paper of `paper` millimetres. */
export function pdfOf(jpeg: Uint8Array, width: number, height: number, paper: [width: number, height: number]): Uint8Array {
  const [across, down] = paper.map((side) => (side * POINTS).toFixed(2));
  const page = `q ${across} 0 0 ${down} 0 0 cm /I Do Q`;
  const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const parts: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  const add = (part: Uint8Array) => {
    parts.push(part);
    length += part.length;
  };
  const object = (body: string, stream?: Uint8Array) => {
    offsets.push(length);
    add(bytes(`${offsets.length} 0 obj\n${body}\n`));
    if (stream) [bytes('stream\n'), stream, bytes('\nendstream\n')].forEach(add);
    add(bytes('endobj\n'));
  };
  add(bytes('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n'));
  object('<< /Type /Catalog /Pages 2 0 R >>');
  object('<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
  object(
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${across} ${down}] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>`,
  );
  object(`<< /Length ${page.length} >>`, bytes(page));
  object(
    `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>`,
    jpeg,
  );
  const table = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = offsets.length + 1;
  add(bytes(`xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`));
  const file = new Uint8Array(length);
  parts.reduce((place, part) => {
    file.set(part, place);
    return place + part.length;
  }, 0);
  return file;
}
