"""What names an article, everywhere the same."""

from schemas.codec import digest
from schemas.events import RawArticle


def derived_id(url: str, title: str | None, body: str | None) -> str:
    """The id of an article whose sender gave none."""
    return digest(url, title, body)


def article_id(article: RawArticle) -> str:
    """The sender's id where it gives one, else the derived one."""
    return article.article_id or derived_id(article.url, article.title, article.text or article.html)


def content_digest(article: RawArticle) -> str:
    """A digest of title and body. The same id with another content is decided anew, and so are ids made from it."""
    return digest(article.title, article.text or article.html)
