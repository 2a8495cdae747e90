"""Pages as sites of Arabic and English news build them, around any words: for the tests, and for measuring speed.

All words are invented; the markup follows the habits of themes, not of one site.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """What stands on a page: the headline, the paragraphs, headlines of other articles, when and by whom."""

    title: str
    paragraphs: tuple[str, ...]
    others: tuple[str, ...] = ()
    published: str = "2021-03-05T10:30:00+03:00"
    publisher: str = "شبكة السهل"
    lang: str = "ar"


def wordpress(story: Story) -> str:
    """A magazine theme of WordPress: breaking bar, cards of related posts inside the article, sidebar, comments."""
    others = story.others or ("",)
    cards = "".join(
        f'<div class="related-item"><h5 class="post-title"><a href="/p/{n}/">{_e(one)}</a></h5>'
        f'<p class="post-excerpt">{_e(one)} وفق ما نقلته مصادر محلية صباح اليوم...</p></div>'
        for n, one in enumerate(others)
    )
    links = _links(others)
    first, *rest = story.paragraphs
    return f"""<!DOCTYPE html>
<html dir="rtl" lang="{story.lang}"><head><meta charset="UTF-8">
<title>{_e(story.title)} - {_e(story.publisher)}</title>
<meta property="og:type" content="article"><meta property="og:title" content="{_e(story.title)}">
<meta property="og:site_name" content="{_e(story.publisher)}">
<meta property="article:published_time" content="{story.published}">
<meta property="article:modified_time" content="2022-01-01T00:00:00+03:00">
<style>.x{{color:red}}</style><script>var posts = "{_e(others[0])}";</script></head>
<body class="rtl post-template-default single single-post postid-77 wp-theme category-news tag-airstrike">
<header id="theme-header"><nav id="main-nav"><ul class="menu"><li><a href="/">الرئيسية</a></li><li>
<a href="/s">سوريا</a></li></ul></nav>
<div id="breaking" class="breaking-news-bar"><span>عاجل</span><ul>{links}</ul></div></header>
<div id="content"><article id="the-post" class="post type-post tag-airstrike"><header class="entry-header">
<h1 class="post-title entry-title">{_e(story.title)}</h1>
<div class="post-meta"><span class="author">هيئة التحرير</span><span class="date meta-item">5 مارس، 2021</span>
</div></header>
<div class="share-buttons"><a href="//fb">Facebook</a><a href="//x">Twitter</a></div>
<div class="entry-content entry clearfix"><p>{_e(first)}</p>
<div id="inline-related-post" class="mag-box content-only"><div class="container-wrapper">
<h4>مقالات ذات صلة</h4><ul class="posts-list-items">{links}</ul></div></div>
{_paragraphs(rest)}<p><strong>اقرأ أيضاً: </strong><a href="/q">{_e(others[-1])}</a></p></div>
<div class="post-bottom-meta post-bottom-tags"><span>الوسوم</span><a rel="tag" href="/t/1">قصف</a></div></article>
<div id="related-posts" class="container-wrapper"><h3>مقالات ذات صلة</h3>
<div class="related-posts-list">{cards}</div></div>
<div class="prev-next-post-nav"><a href="/prev"><h3 class="post-title">{_e(others[0])}</h3></a></div>
<div id="comments" class="comments-area"><h3>اترك تعليقاً</h3>
<p>لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها.</p></div></div>
<aside class="sidebar"><div class="widget"><h3>الأكثر قراءة</h3><ul>{links}</ul></div></aside>
<footer id="theme-footer"><p>جميع الحقوق محفوظة © 2021، {_e(story.publisher)}</p></footer></body></html>"""


def joomla(story: Story) -> str:
    """An old template of tables, with module boxes, the day in words and no metadata; line breaks for paragraphs."""
    boxes = "".join(
        f'<tr><td><a class="latestnews" href="?id={n}">{_e(one)}</a></td></tr>' for n, one in enumerate(story.others)
    )
    body = "<br /><br />\n".join(map(_e, story.paragraphs))
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ar-aa" lang="ar-aa" dir="rtl"><head>
<meta http-equiv="content-type" content="text/html; charset=utf-8" /><title>{_e(story.title)}</title>
<meta name="generator" content="Joomla! 1.5 - Open Source Content Management" /></head><body>
<table width="100%"><tr><td colspan="3"><div class="moduletable">
<a href="index.php">الصفحة الرئيسية</a> | <a href="?o=c">اتصل بنا</a></div></td></tr>
<tr><td class="leftcol"><div class="moduletable"><h3>آخر الأخبار</h3><table>{boxes}</table></div></td>
<td id="maincol"><table class="contentpaneopen"><tr><td class="contentheading">{_e(story.title)}</td></tr></table>
<table class="contentpaneopen"><tr><td class="createdate">الجمعة, 05 آذار/مارس 2021 10:30</td></tr>
<tr><td valign="top"><p>{body}</p></td></tr></table>
<table class="contentpaneopen"><tr><td><strong>مواضيع ذات صلة</strong><ul>{_links(story.others)}</ul></td></tr>
</table></td>
<td class="rightcol"><div class="moduletable"><h3>الأكثر قراءة</h3><table>{boxes}</table></div></td></tr></table>
<div id="footer">تصميم وبرمجة: شركة ما</div></body></html>"""


def live_blog(story: Story, until: str = "2021-03-06T01:10:00+03:00") -> str:
    """A live blog: every paragraph is an entry with its own time, the newest on top."""
    entries = "".join(
        f'<li class="live-entry"><time datetime="2021-03-05T1{n % 10}:00:00+03:00">1{n % 10}:00</time>'
        f'<div class="entry-body"><p>{_e(one)}</p></div></li>'
        for n, one in enumerate(story.paragraphs)
    )
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "@id": "#org", "name": story.publisher},
            {
                "@type": "LiveBlogPosting",
                "headline": story.title,
                "datePublished": story.published,
                "dateModified": until,
                "publisher": {"@id": "#org"},
                "liveBlogUpdate": [{"@type": "BlogPosting", "headline": one} for one in story.paragraphs],
            },
        ],
    }
    return f"""<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{_e(story.title)} | تغطية حية</title>
<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script></head><body>
<header><a href="/">الرئيسية</a></header><main><h1>{_e(story.title)}</h1><div class="live-blog">
<ol>{entries}</ol></div>
<section class="more-news"><h2>المزيد من الأخبار</h2>{_cards(story.others)}</section></main></body></html>"""


def amp(story: Story) -> str:
    """An AMP page: JSON-LD tells everything, lists of other articles are components."""
    data = {
        "@type": ["NewsArticle"],
        "headline": story.title,
        "datePublished": story.published,
        "publisher": {"@type": "Organization", "name": story.publisher},
    }
    return f"""<!doctype html><html ⚡ lang="{story.lang}"><head><meta charset="utf-8"><title>{_e(story.title)}</title>
<script type="application/ld+json">{json.dumps([data])}</script>
<style amp-boilerplate>body{{visibility:hidden}}</style></head><body>
<amp-sidebar id="s"><ul><li><a href="/">Home</a></li></ul></amp-sidebar><amp-ad type="x"></amp-ad>
<article class="amp-wp-article"><header><h1 class="amp-wp-title">{_e(story.title)}</h1></header>
<div class="amp-wp-article-content">{_paragraphs(story.paragraphs)}</div>
<section class="amp-related"><h2>Related articles</h2>{_cards(story.others)}</section></article>
<footer class="amp-wp-footer"><a href="#top">Back to top</a></footer></body></html>"""


def plain(story: Story, encoding: str = "windows-1256") -> str:
    """A page of the year 2005: fonts and tables, the encoding named in a meta element."""
    body = "".join(f'<font face="Simplified Arabic" size="4">{_e(one)}</font><br><br>' for one in story.paragraphs)
    others = "".join(f'<a href="{n}.htm"><font size="2">{_e(one)}</font></a><br>' for n, one in enumerate(story.others))
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}">
<title>{_e(story.title)}</title></head><body bgcolor="#FFFFFF" dir="rtl"><center>
<a href="index.htm">الرئيسية</a></center>
<table width="760" align="center"><tr><td width="560"><b>{_e(story.title)}</b><br>{body}</td>
<td width="200"><b>أخبار أخرى</b><br>{others}</td></tr></table></body></html>"""


THEMES = {"wordpress": wordpress, "joomla": joomla, "live blog": live_blog, "amp": amp, "plain": plain}


def front(headlines: tuple[str, ...]) -> str:
    """The front page of a site: cards with headlines and the beginnings of articles."""
    cards = "".join(
        f'<article class="card"><h2><a href="/{n}">{_e(one)}</a></h2>'
        f"<p>{_e(one)} وأفادت مصادر محلية بأن القصف تجدد فجراً.</p></article>"
        for n, one in enumerate(headlines)
    )
    return f"""<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>شبكة السهل</title>
<meta property="og:type" content="website"></head><body class="home blog"><main>{cards}</main></body></html>"""


def _e(words: str) -> str:
    return html.escape(words)


def _paragraphs(words) -> str:
    return "\n".join(f"<p>{_e(one)}</p>" for one in words)


def _links(others) -> str:
    return "".join(f'<li><a href="/p/{n}">{_e(one)}</a></li>' for n, one in enumerate(others))


def _cards(others) -> str:
    return "".join(f'<div class="card"><a href="/p/{n}"><h3>{_e(one)}</h3></a></div>' for n, one in enumerate(others))
