import {
  acceptCompletion,
  autocompletion,
  type Completion,
  type CompletionContext,
  closeBrackets,
  closeBracketsKeymap,
  completionStatus,
  startCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, insertNewline } from '@codemirror/commands';
import { lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderText } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import type { ExpressionRole } from '../../../../src/contract/expression.ts';
import { type Offer, offersAt, type Vocabulary } from './completions.ts';
import { cursorAt } from './cursor.ts';
import { look } from './look.ts';

export interface Fault {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

interface ExpressionEditorProps {
  readonly value: string;
  readonly role: ExpressionRole;
  readonly vocabulary: Vocabulary;
  /** Headings of the groups that completion shows, by the kind of their first member. */
  readonly groups: Readonly<Record<Offer['kind'], string>>;
  readonly fault: Fault | undefined;
  readonly label: string;
  readonly describedBy: string;
  readonly placeholder: string;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
  readonly onCursor: (place: number) => void;
  /** Handed the editor while it has the focus, so that others can write where the cursor is. */
  readonly onFocus: (view: EditorView) => void;
}

const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** A field for one expression: completion, underlined faults, Enter runs, Tab leaves. */
export function ExpressionEditor(props: ExpressionEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  // The editor lives longer than a render, and asks for what is now.
  const now = useRef(props);
  now.current = props;
  const attributes = useRef(new Compartment());
  useEffect(() => {
    const editor = new EditorView({
      parent: place.current as HTMLDivElement,
      state: EditorState.create({
        doc: now.current.value,
        extensions: [extensions(now), attributes.current.of([]), EditorView.cspNonce.of(nonce())],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);
  const { value, fault, label, describedBy, placeholder, vocabulary } = props;
  // Who writes before the words are there is offered them when they come.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only new words matter
  useEffect(() => {
    const editor = view.current;
    if (!editor?.hasFocus) return;
    const { word } = cursorAt(editor.state.doc.toString(), editor.state.selection.main.head);
    if (word !== '' || completionStatus(editor.state) !== null) startCompletion(editor);
  }, [vocabulary]);
  useEffect(() => {
    const editor = view.current as EditorView;
    if (editor.state.doc.toString() !== value) editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    const said = EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-describedby': describedBy,
      'aria-invalid': String(fault !== undefined),
      spellcheck: 'false',
      autocapitalize: 'off',
      autocorrect: 'off',
    });
    view.current?.dispatch({ effects: attributes.current.reconfigure([said, placeholderText(placeholder)]) });
  }, [label, describedBy, placeholder, fault]);
  useEffect(() => {
    const editor = view.current as EditorView;
    const length = editor.state.doc.length;
    const marks = fault ? [{ ...clipped(fault, length), severity: 'error' as const, message: fault.message }] : [];
    editor.dispatch(setDiagnostics(editor.state, marks));
  }, [fault]);
  return (
    <div
      ref={place}
      className={`min-w-0 rounded border-[1.5px] bg-paper focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-target ${fault ? 'border-events' : 'border-base focus-within:border-ink'}`}
    />
  );
}

const clipped = ({ from, to }: Fault, length: number) => ({ from: Math.min(from, length), to: Math.min(to, length) });

function extensions(now: { readonly current: ExpressionEditorProps }): Extension {
  const run = () => {
    now.current.onRun();
    return true;
  };
  return [
    history(),
    closeBrackets(),
    EditorView.lineWrapping,
    look,
    autocompletion({ override: [(context) => complete(context, now.current)], icons: false, activateOnTypingDelay: 60 }),
    // A completion that is open takes Enter; Tab is never taken, so that the keyboard can leave.
    Prec.highest(
      keymap.of([
        { key: 'Enter', run: (view) => (completionStatus(view.state) === 'active' ? acceptCompletion(view) || run() : run()) },
        { key: 'Mod-Enter', run },
        { key: 'Shift-Enter', run: insertNewline },
      ]),
    ),
    keymap.of([...closeBracketsKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) now.current.onChange(update.state.doc.toString());
      if (update.docChanged || update.selectionSet || update.focusChanged) now.current.onCursor(update.state.selection.main.head);
      if (update.focusChanged && update.view.hasFocus) now.current.onFocus(update.view);
    }),
  ];
}

function complete(context: CompletionContext, { role, vocabulary, groups }: ExpressionEditorProps) {
  const text = context.state.doc.toString();
  const { from, word } = cursorAt(text, context.pos);
  if (word === '' && !context.explicit && !/[(,:]\s*$/.test(text.slice(0, context.pos))) return null;
  const options = offersAt(text, context.pos, { role, vocabulary }).map((offer) => completionOf(offer, groups));
  return options.length === 0 ? null : { from, options, validFor: /^[A-Za-z_^0-9][\w.]*$/ };
}

function completionOf({ kind, text, detail, doc, group, isMissing }: Offer, groups: ExpressionEditorProps['groups']): Completion {
  const known = {
    label: text,
    detail,
    section: { name: groups[kind], rank: group },
    ...(doc === '' ? {} : { info: doc }),
    boost: isMissing ? -50 : 0,
  };
  if (kind !== 'function') return known;
  // The cursor goes between the brackets, and what fits there is offered next.
  return {
    ...known,
    apply(view, ...[, from, to]) {
      const isOpen = view.state.sliceDoc(to, to + 1) === '(';
      view.dispatch({ changes: { from, to, insert: isOpen ? text : `${text}()` }, selection: { anchor: from + text.length + 1 } });
      startCompletion(view);
    },
  };
}

/** Writes a text where the cursor of an editor is, and goes back to it. */
export function insertAtCursor(view: EditorView, text: string): void {
  view.dispatch(view.state.replaceSelection(text));
  view.focus();
}
