/** Locales in Latin script that ICU has really translated (others fall back to English or to a neighbour). */
export const latinLocales = [
  ...['af', 'az', 'ca', 'cs', 'cy', 'da', 'de', 'en', 'es', 'et', 'eu', 'fi', 'fil', 'fr', 'ga', 'gl', 'hr', 'hu', 'id', 'is'],
  ...['it', 'lt', 'lv', 'ms', 'mt', 'nb', 'nl', 'pl', 'pt', 'ro', 'sk', 'sl', 'sq', 'sv', 'sw', 'tr', 'uz', 'vi', 'zu'],
];
