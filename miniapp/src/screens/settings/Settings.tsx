import { useObservable } from '../../observable';
import { Card, Choices, LanguageStays, Screen, useLanguage } from '../../kit';
import type { Language, Size, Theme } from '../../settings';
import { change, LANGUAGES, settings } from '../../settings';
import { useWords } from '../../words';

export default function Settings() {
  const words = useWords().me.settings;
  const { size, theme } = useObservable(settings);
  const { language, choose, missing } = useLanguage();
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
          choices={choices(LANGUAGES).map((one) => ({ ...one, lang: one.value }))}
          onChange={(value) => void choose(value as Language)}
        />
        {missing && <LanguageStays wanted={missing} />}
      </Card>
      <p className="soft">{words.kept}</p>
    </Screen>
  );
}

const choices = (words: Record<string, string>) => Object.entries(words).map(([value, text]) => ({ value, words: text }));
