/** Number and secret code, as the receipt's button copies them: «PA26-7K3M9Q 7K3M-9QAB-CDEF-GHJK». */
const RECEIPT = /\b(PA\d\d-?[0-9A-Z]{6})\W+([0-9A-Z]{4}(?:-?[0-9A-Z]{4}){3})\b/i;

export function readReceipt(text: string): { number: string; secret: string } | null {
  const found = RECEIPT.exec(text);
  return found?.[1] && found[2] ? { number: found[1], secret: found[2] } : null;
}
