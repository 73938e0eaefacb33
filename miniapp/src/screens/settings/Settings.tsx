import { useObservable } from '../../observable';
import { Card, Choices, Screen } from '../../kit';
import type { Language, Size, Theme } from '../../settings';
import { change, settings } from '../../settings';
import { useWords } from '../../words';
import { useLanguage } from '../language';
import { LanguageStays } from '../LanguageStays';

const LANGUAGES: Record<Language, string> = { vi: 'Tiếng Việt', en: 'English' };

export default function Settings() {
  const words = useWords().me.settings;
  const { size, theme } = useObservable(settings);
  const { language, choose, isMissing } = useLanguage();
  return (
    <Screen title={words.title}>
      <Card>
        <Choices
          legend={words.size}
          name="size"
          value={size}
          choices={choices(words.sizes)}
          onChange={(value) => change({ size: value as Size })}
        />
      </Card>
      <Card>
        <Choices
          legend={words.theme}
          name="theme"
          value={theme}
          choices={choices(words.themes)}
          onChange={(value) => change({ theme: value as Theme })}
        />
      </Card>
      <Card>
        <Choices
          legend={words.language}
          name="language"
          value={language}
          choices={choices(LANGUAGES)}
          onChange={(value) => void choose(value as Language)}
        />
        {isMissing && <LanguageStays other={language === 'vi' ? 'en' : 'vi'} />}
      </Card>
      <p className="soft">{words.kept}</p>
    </Screen>
  );
}

const choices = (words: Record<string, string>) => Object.entries(words).map(([value, text]) => ({ value, words: text }));
