import { CallLink } from '../../kit';
import { useWords } from '../../words';

const NUMBERS = ['113', '114', '115'];

export function Emergencies({ numbers = NUMBERS }: { numbers?: string[] }) {
  const words = useWords();
  return (
    <nav className="emergencies" aria-label={words.home.emergencies}>
      {numbers.map((number) => (
        <CallLink key={number} phone={number} look="urgent" label={words.home.emergency[number] ?? ''} number />
      ))}
    </nav>
  );
}
