import type { ReportDetail } from '../../api/types';
import { Vi } from '../../kit';
import { useWords } from '../../words';
import { moment } from '../../words/dates';
import { fileName } from './fileName';

/** The messages of both sides, with their files. */
export function Conversation({ report: { messages, evidence, office } }: { report: ReportDetail }) {
  const words = useWords();
  if (messages.length === 0) return null;
  const nameOf = (id: string) => {
    const place = evidence.findIndex((file) => file.id === id);
    return fileName(words, evidence[place]?.type ?? '', place + 1);
  };
  return (
    <ol className="conversation" aria-label={words.question.conversation}>
      {messages.map((message, place) => (
        <li key={`${place} ${message.at}`} className={message.author === 'reporter' ? 'own' : undefined}>
          <p className="small">
            <strong>{message.author === 'reporter' ? words.question.you : <Vi>{office.name}</Vi>}</strong> · {moment(message.at)}
          </p>
          <p className="said" lang={message.author === 'reporter' ? '' : 'vi'}>
            {message.text}
          </p>
          {message.evidence.length > 0 && <p className="small">{message.evidence.map(nameOf).join(', ')}</p>}
        </li>
      ))}
    </ol>
  );
}
