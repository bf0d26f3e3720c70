import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'data/',
      'coverage/',
      'src/storage/generated/',
      'src/web/generated/',
      'test/graphql/generated/',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Overloads of typed arrays and tuple indexes make this rule fight `noUncheckedIndexedAccess`.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // A constructor that only narrows its parameters' types is not useless.
      '@typescript-eslint/no-useless-constructor': 'off',
      'max-lines': ['error', { max: 400, skipComments: true, skipBlankLines: true }],
      eqeqeq: ['error', 'smart'],
      'no-console': 'error',
    },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
  },
  { files: ['src/web/**'], extends: [reactHooks.configs.flat.recommended] },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'no-console': 'off' },
  },
);
