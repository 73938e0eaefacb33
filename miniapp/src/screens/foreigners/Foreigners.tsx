import { useObservable } from '../../observable';
import { ButtonLink, CallLink, Card, Languages, List, Notice, RowLink, Screen } from '../../kit';
import { paths } from '../../paths';
import { settings } from '../../settings';
import { useWords } from '../../words';

const EMERGENCIES = ['113', '114', '115'];

/** What foreigners need first. It is meant for the other languages, and has the same content in Vietnamese. */
export default function Foreigners() {
  const words = useWords();
  const own = words.foreigners;
  const { language } = useObservable(settings);
  return (
    <Screen title={own.title}>
      <Languages />
      <Card title={own.emergency}>
        <div className="emergencies">
          {EMERGENCIES.map((number) => (
            <CallLink key={number} phone={number} look="urgent" label={words.home.emergency[number] ?? ''} number />
          ))}
        </div>
        <h3>{own.say}</h3>
        <dl className="facts">
          {own.phrases.map(([said, vietnamese]) => (
            <div key={said}>
              {language !== 'vi' && <dt>{said}</dt>}
              <dd lang="vi" data-meant>
                {vietnamese}
              </dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card title={own.most}>
        <List>
          {own.topics.map(([name, search]) => (
            <RowLink key={name} to={paths.results(search)} title={name} />
          ))}
        </List>
        <p className="small">{own.prevails}</p>
      </Card>
      <Notice>{own.askText}</Notice>
      <div className="buttons">
        <ButtonLink to={paths.ask} icon="chat" look="strong">
          {own.ask}
        </ButtonLink>
        <ButtonLink to={paths.offices} icon="pin">
          {own.offices}
        </ButtonLink>
      </div>
    </Screen>
  );
}
