"""How the weights that read stances were made, from annotated articles and sentences to the exported model."""
