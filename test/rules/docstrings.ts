import { lineAt, type Module, type Node } from './source-tree.ts';

const isFunction = (node: Node | null | undefined) => node?.type === 'FunctionExpression' || node?.type === 'ArrowFunctionExpression';

/** Exported functions and classes without a docstring right before them, as sentences. */
export function withoutDocstring(modules: readonly Module[]): string[] {
  return modules.flatMap(({ path, text, program }) => {
    const body = program.body as Node[];
    const exported = new Set(body.flatMap(namesInExportList));
    return body.flatMap((statement) => {
      const declaration = (statement.declaration ?? statement) as Node;
      const isExport = /^Export(Named|Default)Declaration$/.test(statement.type);
      const names = functionNames(declaration).filter((name) => isExport || exported.has(name));
      if (names.length === 0 || saysSomething(commentBefore(text, statement.start))) return [];
      return names.map((name) => `${path}:${lineAt(text, statement.start)} ${name} has no docstring`);
    });
  });
}

const namesInExportList = (statement: Node): string[] =>
  statement.type === 'ExportNamedDeclaration' ? (statement.specifiers as Node[]).map(({ local }) => (local as Node).name as string) : [];

function functionNames(declaration: Node): string[] {
  if (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') {
    return [((declaration.id as Node | null)?.name as string | undefined) ?? 'the default export'];
  }
  if (declaration.type !== 'VariableDeclaration') return [];
  return (declaration.declarations as Node[]).filter(({ init }) => isFunction(init as Node)).map(({ id }) => (id as Node).name as string);
}

const saysSomething = (comment: string): boolean => comment.startsWith('/**') && /\w/.test(comment);

/** The comment that ends right before an offset, or nothing. */
function commentBefore(text: string, offset: number): string {
  const before = text.slice(0, offset).trimEnd();
  return before.endsWith('*/') ? before.slice(before.lastIndexOf('/*')) : '';
}
