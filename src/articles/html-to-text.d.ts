declare module 'html-to-text' {
  /** A node of a page, as htmlparser2 makes it. */
  export interface PageNode {
    readonly type: string;
    readonly name?: string;
    readonly data?: string;
    readonly attribs?: Readonly<Record<string, string>>;
    readonly children?: readonly PageNode[];
    readonly parent?: PageNode | null;
  }

  export interface TextBuilder {
    /** What was given with the page. */
    readonly metadata: unknown;
    addInline(text: string): void;
    openBlock(options: { leadingLineBreaks: number }): void;
    closeBlock(options: { trailingLineBreaks: number; blockTransform?: (text: string) => string }): void;
  }

  export type Formatter = (
    element: PageNode,
    walk: (nodes: readonly PageNode[] | undefined, builder: TextBuilder) => void,
    builder: TextBuilder,
  ) => void;

  export interface Options {
    readonly baseElements: { readonly selectors: readonly string[]; readonly maxBaseElements: number };
    readonly formatters: Readonly<Record<string, Formatter>>;
    readonly limits: { readonly maxDepth: number; readonly maxInputLength: number; readonly ellipsis: string };
    readonly selectors: readonly {
      readonly selector: string;
      readonly format: string;
      readonly options?: Readonly<Record<string, unknown>>;
    }[];
    readonly whitespaceCharacters: string;
    readonly wordwrap: false;
  }

  export function compile(options: Options): (html: string, metadata: unknown) => string;
}
