// Starts the client: theme and language first, then the screens.
import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { followUpdates } from './pwa/update.ts';
import { followTheme } from './theme.ts';
import { followLanguage } from './ui/language.ts';

followTheme();
followLanguage();
if (import.meta.env.PROD) followUpdates();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
