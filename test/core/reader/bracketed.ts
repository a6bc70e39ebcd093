/** A sentence without its double brackets, and the places of what stood in them. */
export function unbracketed(sentence: string): { text: string; spans: { start: number; end: number }[] } {
  const spans: { start: number; end: number }[] = [];
  let text = '';
  for (const [i, piece] of sentence.split(/\[\[|\]\]/).entries()) {
    if (i % 2 === 1) spans.push({ start: text.length, end: text.length + piece.length });
    text += piece;
  }
  return { text, spans };
}
