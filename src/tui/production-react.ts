/**
 * Loads React's production build, whatever NODE_ENV says: the development build keeps a performance entry for every component
 * drawn, and a view at work for hours would fill the memory. To be imported before whatever imports React. NODE_ENV is put
 * back, because a user's trials inherit it. Test runners compile JSX for the development build: there it stays.
 *
 * Ink chooses its colours as it is loaded, too. GNU screen takes 24-bit ones for other codes, but passes on what the terminal around
 * it has said of itself: there its own TERM decides.
 */
const { NODE_ENV: given, COLORTERM: colours, STY: insideScreen } = process.env;
if (given !== 'test') process.env.NODE_ENV = 'production';
if (insideScreen) delete process.env.COLORTERM;
await import('ink');
await import('react/jsx-runtime');
if (given === undefined) delete process.env.NODE_ENV;
else process.env.NODE_ENV = given;
if (colours !== undefined) process.env.COLORTERM = colours;

export {};
