"""What officers edit: as data, in words, compared with what is published."""
