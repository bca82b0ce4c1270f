"""What several stages need of language: paragraphs, sentences, words, quotation marks, and the grammar of dates."""
