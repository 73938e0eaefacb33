import { Notice } from '../kit';
import { useWords } from '../words';

/** Shown in both languages: the reader may not understand this one. */
export function LanguageStays({ other }: { other: string }) {
  const words = useWords().common;
  return (
    <Notice tone="warning" live>
      <p>{words.languageStays}</p>
      <p lang={other}>{words.otherLanguageMissing}</p>
    </Notice>
  );
}
