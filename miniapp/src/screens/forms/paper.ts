/**
 * CT01 on A4, drawn by the phone with its own fonts, which have all letters of Vietnamese. Words and order are those
 * of the form issued with Thông tư 116/2026/TT-BCA of 29 June 2026. Lengths are in millimetres.
 */
import type { Values } from './values';
import { MOST_MEMBERS } from './values';

export const WIDTH = 210;
export const HEIGHT = 297;
/** Pixels a millimetre: 200 dots an inch, which prints well and is about 300 KB. */
const SCALE = 200 / 25.4;
const LEFT = 22;
const RIGHT = 195;
/** A line, and letters of 13 points. */
const LINE = 7.4;
const LETTERS = 4.6;
const DIGITS = 12;

type Pen = CanvasRenderingContext2D;
interface Look {
  size?: number;
  style?: string;
  align?: CanvasTextAlign;
}

const look = (pen: Pen, { size = LETTERS, style = '', align = 'left' }: Look = {}) => {
  pen.font = `${style} ${size}px "Times New Roman", "Noto Serif", serif`;
  pen.textAlign = align;
};

function write(pen: Pen, text: string, x: number, y: number, how?: Look): number {
  look(pen, how);
  pen.fillText(text, x, y);
  return x + pen.measureText(text).width;
}

function line(pen: Pen, x: number, y: number, end: number): void {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(end, y);
  pen.stroke();
}

/** A name of the form and its value on a dotted line up to `end`; a value that is too long is set narrower. */
function entry(pen: Pen, name: string, value: string, x: number, y: number, end: number): void {
  const start = write(pen, `${name} `, x, y) + 0.5;
  pen.setLineDash([0.3, 0.9]);
  line(pen, start, y + 1, end);
  pen.setLineDash([]);
  look(pen, { style: 'bold' });
  pen.fillText(value, start + 1, y, end - start - 1);
}

/** A number of 12 digits, one a box. */
function boxes(pen: Pen, name: string, digits: string, y: number): void {
  const start = write(pen, `${name} `, LEFT, y) + 3;
  for (let place = 0; place < DIGITS; place += 1) {
    pen.strokeRect(start + place * 7, y - 5, 7, 6.6);
    write(pen, digits[place] ?? '', start + place * 7 + 3.5, y, { style: 'bold', align: 'center' });
  }
}

/** Break `text` into lines of at most `width`. */
function wrapped(pen: Pen, text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length > 0 && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function head(pen: Pen): void {
  const right = { size: 3.5, style: 'italic', align: 'right' } as const;
  write(pen, 'Mẫu CT01 ban hành kèm theo Thông tư số 116/2026/TT-BCA', RIGHT, 15, right);
  write(pen, 'ngày 29 tháng 6 năm 2026 của Bộ trưởng Bộ Công an', RIGHT, 19.5, right);
  const middle = WIDTH / 2;
  write(pen, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', middle, 30, { style: 'bold', align: 'center' });
  write(pen, 'Độc lập – Tự do – Hạnh phúc', middle, 36, { style: 'bold', align: 'center' });
  line(pen, middle - 28, 38, middle + 28);
  write(pen, 'TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ', middle, 49, { size: 5, style: 'bold', align: 'center' });
}

function lines(pen: Pen, values: Values): number {
  const middle = 118;
  let y = 59;
  const next = () => (y += LINE);
  entry(pen, 'Kính gửi(1):', values.to, 50, y, RIGHT - 20);
  next();
  entry(pen, '1. Họ, chữ đệm và tên khai sinh:', values.name.toUpperCase(), LEFT, next(), RIGHT);
  entry(pen, '2. Ngày, tháng, năm sinh:', values.birth, LEFT, next(), middle - 3);
  entry(pen, '3. Giới tính:', values.gender, middle, y, RIGHT);
  boxes(pen, '4. Số định danh cá nhân:', values.id, next() + 0.6);
  entry(pen, '5. Số điện thoại liên hệ:', values.phone, LEFT, next() + 1, middle - 3);
  entry(pen, '6. Email:', values.email, middle, y + 1, RIGHT);
  entry(pen, '7. Họ, chữ đệm và tên chủ hộ(2):', values.head, LEFT, next() + 1, middle + 8);
  entry(pen, '8. Mối quan hệ với chủ hộ:', values.relation, middle + 10, y + 1, RIGHT);
  boxes(pen, '9. Số định danh cá nhân của chủ hộ:', values.headId, next() + 1.6);
  next();
  look(pen, { style: 'bold' });
  const asked = wrapped(pen, values.request.trim(), RIGHT - LEFT - 48);
  entry(pen, '10. Nội dung đề nghị(3):', asked[0] ?? '', LEFT, y + 2, RIGHT);
  look(pen, { style: 'bold' });
  const others = wrapped(pen, asked.slice(1).join(' '), RIGHT - LEFT - 3);
  for (const text of others.length > 0 ? others : ['']) entry(pen, '', text, LEFT - 2, next() + 2, RIGHT);
  write(pen, '11. Những thành viên trong hộ gia đình cùng thay đổi:', LEFT, next() + 3);
  return y + 6;
}

const COLUMNS: [name: string, width: number][] = [
  ['TT', 9],
  ['Họ, chữ đệm và tên', 48],
  ['Ngày, tháng, năm sinh', 30],
  ['Giới tính', 17],
  ['Số định danh cá nhân', 37],
  ['Mối quan hệ với chủ hộ', 32],
];

function table(pen: Pen, { members }: Values, top: number): number {
  const row = 6.6;
  const rows = Array.from({ length: MOST_MEMBERS }, (_none, place) => {
    const one = members[place];
    return one ? [String(place + 1), one.name, one.birth, one.gender, one.id, one.relation] : [];
  });
  [COLUMNS.map(([name]) => name), ...rows].forEach((cells, place) => {
    let x = LEFT;
    const y = top + place * row;
    COLUMNS.forEach(([, width], column) => {
      pen.strokeRect(x, y, width, row);
      look(pen, { size: 3.5, style: place === 0 ? 'bold' : '', align: 'center' });
      pen.fillText(cells[column] ?? '', x + width / 2, y + 4.5, width - 1.5);
      x += width;
    });
  });
  return top + (rows.length + 1) * row;
}

const OPINIONS = [
  ['Ý KIẾN CỦA CHỦ HỘ(4)'],
  ['Ý KIẾN CỦA CHỦ SỞ HỮU', 'CHỖ Ở HỢP PHÁP(5)'],
  ['Ý KIẾN CỦA CHA HOẶC MẸ', 'HOẶC NGƯỜI GIÁM HỘ(6)'],
  ['NGƯỜI KÊ KHAI(7)'],
];

function opinions(pen: Pen, top: number): void {
  const width = (RIGHT - LEFT) / OPINIONS.length;
  OPINIONS.forEach((title, place) => {
    const middle = LEFT + width * (place + 0.5);
    write(pen, '....., ngày ... tháng ... năm .....', middle, top, { size: 3, style: 'italic', align: 'center' });
    title.forEach((text, row) => write(pen, text, middle, top + 5 + row * 4, { size: 3.1, style: 'bold', align: 'center' }));
    if (place !== 1 && place !== 2) return;
    const x = middle - width / 2 + 1;
    write(pen, '(8) Họ và tên: ...................', x, top + 36, { size: 3.1 });
    write(pen, '(8) Số định danh cá nhân: ......', x, top + 41, { size: 3.1 });
  });
  write(pen, 'Chú thích (1) đến (8): như mẫu CT01 ban hành kèm theo Thông tư số 116/2026/TT-BCA.', LEFT, HEIGHT - 12, { size: 3.2, style: 'italic' });
}

/** The filled-in form; null in a browser that cannot draw. */
export function draw(values: Values): HTMLCanvasElement | null {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(WIDTH * SCALE);
  canvas.height = Math.round(HEIGHT * SCALE);
  const pen = canvas.getContext('2d', { alpha: false });
  if (!pen) return null;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.scale(SCALE, SCALE);
  pen.fillStyle = pen.strokeStyle = '#000';
  pen.lineWidth = 0.2;
  head(pen);
  opinions(pen, table(pen, values, lines(pen, values)) + 8);
  return canvas;
}
