import { API_URL } from '../../api/address';
import type { QuestionMessage } from '../../api/types';
import { Vi } from '../../kit';
import { useWords } from '../../words';
import { moment } from '../../words/dates';

interface Props {
  messages: QuestionMessage[];
  office: string;
  /** Addresses of photos are valid for some minutes; reading the question again renews them. */
  onExpired: () => void;
}

export function Conversation({ messages, office, onExpired }: Props) {
  const words = useWords().question;
  return (
    <ol className="conversation" aria-label={words.conversation}>
      {messages.map((message, place) => (
        <li key={`${place} ${message.at}`} className={message.author === 'citizen' ? 'own' : undefined}>
          <p className="small">
            <strong>{message.author === 'citizen' ? words.you : <Vi>{office}</Vi>}</strong> · {moment(message.at)}
          </p>
          <p className="said" lang={message.author === 'citizen' ? '' : 'vi'}>
            {message.text}
          </p>
          {message.photos.length > 0 && (
            <ul className="photos">
              {message.photos.map((photo, number) => (
                <li key={`${number} ${photo.width}`}>
                  <Photo photo={photo} alt={words.photo(number + 1)} onExpired={onExpired} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

function Photo({ photo, alt, onExpired }: { photo: QuestionMessage['photos'][number]; alt: string; onExpired: () => void }) {
  const url = new URL(photo.url, API_URL || location.origin).href;
  return <img src={url} alt={alt} width={photo.width} height={photo.height} loading="lazy" onError={onExpired} />;
}
