import { Notice } from '../kit';
import { useWords } from '../words';

/** Said in both languages: who wants the other one may not read this one. */
export function LanguageStays({ other }: { other: string }) {
  const words = useWords().common;
  return (
    <Notice tone="warning" live>
      <p>{words.languageStays}</p>
      <p lang={other}>{words.otherLanguageMissing}</p>
    </Notice>
  );
}
