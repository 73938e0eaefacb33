import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['node_modules', 'www', 'client/dist', 'client/src/schema.ts'] },
  ...tseslint.configs.recommended,
  jsxA11y.flatConfigs.strict,
  {
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // Only the adapter knows Zalo; only the client knows the network.
      'no-restricted-imports': ['error', { patterns: [{ group: ['zmp-sdk', 'zmp-sdk/*'], message: 'Use src/zalo.' }] }],
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Use src/api.' }],
    },
  },
  { files: ['src/zalo/**'], rules: { 'no-restricted-imports': 'off', 'no-restricted-globals': 'off' } },
  { files: ['client/**', 'src/api/**', 'src/worker.js', 'tests/**', 'scripts/**'], rules: { 'no-restricted-globals': 'off' } },
);
