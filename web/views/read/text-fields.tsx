import { type DragEvent, useId, useRef, useState } from 'react';
import { formatNumber } from '../../../src/contract/format.ts';
import { Button } from '../../parts/button.tsx';
import { fill, useWords } from '../../words/words.ts';
import { textOfFile } from './page-text.ts';
import { type GivenText, MOST, nextId, withTexts } from './read-question.ts';
import { READ } from './words.ts';

interface TextFieldsProps {
  readonly texts: readonly GivenText[];
  readonly onTexts: (change: (texts: readonly GivenText[]) => readonly GivenText[]) => void;
}

/** The fields into which texts are pasted; files may be chosen or dropped, and are read here, as text. */
export function TextFields({ texts, onTexts }: TextFieldsProps) {
  const words = useWords(READ);
  const [isOver, setOver] = useState(false);
  const [unread, setUnread] = useState<readonly string[]>([]);
  const fields = useRef<HTMLDivElement>(null);
  const take = async (files: readonly File[]) => {
    const taken = await Promise.all(files.map(async (file) => ({ name: file.name, text: await textOfFile(file) })));
    setUnread(taken.flatMap(({ name, text }) => (text === undefined ? [name] : [])));
    const read = taken.flatMap(({ name, text }) => (text === undefined ? [] : [{ name, text }]));
    if (read.length > 0) onTexts((before) => withTexts(before, read));
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void take([...event.dataTransfer.files]);
  };
  const add = () => {
    onTexts((before) => [...before, { id: nextId(before), text: '' }]);
    // The new field is there once the list is drawn.
    setTimeout(() => fields.current?.querySelector<HTMLElement>('li:last-child textarea')?.focus());
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a file may be dropped anywhere here; the button beside does the same by keyboard
    <div
      ref={fields}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={drop}
      className={`rounded outline-2 outline-offset-4 outline-dashed ${isOver ? 'outline-target' : 'outline-transparent'}`}
    >
      <ul className={`grid gap-4 ${texts.length > 1 ? 'lg:grid-cols-2' : ''}`}>
        {texts.map((one, i) => (
          <li key={one.id} className="min-w-0">
            <TextField
              given={one}
              number={texts.length > 1 ? i + 1 : undefined}
              onText={(text) => onTexts((before) => before.map((other) => (other.id === one.id ? { ...other, text } : other)))}
              onRemove={() => onTexts((before) => before.filter(({ id }) => id !== one.id))}
            />
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button onClick={add} disabled={texts.length >= MOST.texts}>
          {words.add}
        </Button>
        <FileButton onFiles={take} />
        <Button onClick={() => onTexts((before) => withTexts(before, [{ text: words.example }]))}>{words.tryExample}</Button>
        <span className="text-[13px] text-muted">{isOver ? words.dropNow : words.dropHelp}</span>
      </div>
      <p role="status" className="text-[14px]">
        {unread.length > 0 && fill(words.unread, { names: unread.join(', ') })}
      </p>
    </div>
  );
}

function FileButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const words = useWords(READ);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>{words.files}</Button>
      <input
        ref={input}
        type="file"
        multiple
        accept=".txt,.html,.htm,.md,text/plain,text/html"
        aria-label={words.files}
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
    </>
  );
}

interface TextFieldProps {
  readonly given: GivenText;
  /** Where there are several. */
  readonly number: number | undefined;
  readonly onText: (text: string) => void;
  readonly onRemove: () => void;
}

function TextField({ given: { name, text }, number, onText, onRemove }: TextFieldProps) {
  const words = useWords(READ);
  const id = useId();
  const label = number === undefined ? words.text : fill(words.textNth, { n: number });
  return (
    <>
      <div className="mb-1 flex min-h-8 items-center gap-3">
        <label htmlFor={id} className="min-w-0 truncate text-[16px] font-semibold">
          {label}
          {name !== undefined && (
            <span className="font-normal text-muted">
              {' · '}
              <bdi>{name}</bdi>
            </span>
          )}
        </label>
        <span className="ml-auto flex-none text-[13px] text-muted">
          {text.length > 0 && fill(words.letters, { n: formatNumber(text.length) })}
        </span>
        {number !== undefined && (
          <Button look="small" onClick={onRemove} aria-label={fill(words.removeNth, { n: number })}>
            {words.remove}
          </Button>
        )}
      </div>
      <textarea
        id={id}
        dir="auto"
        value={text}
        rows={number === undefined ? 12 : 8}
        placeholder={words.placeholder}
        spellCheck={false}
        onChange={({ target }) => onText(target.value)}
        className="block w-full resize-y rounded border border-base bg-paper px-3 py-2 text-[16px] leading-6 text-ink placeholder:text-muted"
      />
    </>
  );
}
