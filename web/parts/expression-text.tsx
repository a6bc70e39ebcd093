import { Fragment } from 'react';

/** An expression whose lines end after a bracket or a comma rather than inside a name. */
export const ExpressionText = ({ text }: { readonly text: string }) =>
  text.split(/(?<=[(,])/).map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places
    <Fragment key={i}>
      {part}
      <wbr />
    </Fragment>
  ));
