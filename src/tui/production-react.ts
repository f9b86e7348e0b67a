/**
 * Loads React's production build, whatever NODE_ENV says: the development build keeps a performance entry for every component
 * drawn, and a view at work for hours would fill the memory. To be imported before whatever imports React. NODE_ENV is put
 * back, because a user's trials inherit it. Test runners compile JSX for the development build: there it stays.
 */
const given = process.env.NODE_ENV;
if (given !== 'test') process.env.NODE_ENV = 'production';
await import('ink');
await import('react/jsx-runtime');
if (given === undefined) delete process.env.NODE_ENV;
else process.env.NODE_ENV = given;

export {};
