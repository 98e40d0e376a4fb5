import { sayDetail } from '../text/detail-text.ts';

/** The server's own sentence, in the language of the console where that has one. */
export function Detail({ detail }: { readonly detail: string }) {
  return sayDetail(detail) ?? <span lang="en">{detail}</span>;
}
