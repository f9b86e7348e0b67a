/** The way into the live view. The order matters: React's build is chosen before anything imports it. */
import './production-react.js';

export { startTerminalUi, type TerminalUi, type TerminalUiOptions } from './terminal-ui.js';
