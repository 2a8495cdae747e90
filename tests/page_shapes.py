"""More shapes of pages, after the habits of the commonest systems of Arabic and English news; all words are invented.

Each is a function of a story (`news_pages.Story`). What stands beside the article (menus, banners, other articles'
headlines, comments, captions of adverts) has words of harm, so that reading it would show.
"""

from __future__ import annotations

import json

from news_pages import Story, _e, _links, _paragraphs

COMMENT = "سبعون قتيلاً في قريتنا وحدها ولا أحد يذكرهم، رحمهم الله جميعاً وصبّر أهلهم على المصاب الأليم"
BANNER = (
    "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا، وبمتابعتك التصفح فإنك توافق على سياسة الخصوصية الخاصة بنا"
)


def _page(story: Story, body: str, head: str = "", attributes: str = "") -> str:
    return (
        f'<!DOCTYPE html><html dir="rtl" lang="{story.lang}"><head><meta charset="utf-8">{head}'
        f"<title>{_e(story.title)} | {_e(story.publisher)}</title></head><body {attributes}>{body}</body></html>"
    )


def _og(story: Story) -> str:
    return (
        f'<meta property="og:type" content="article"><meta property="og:title" content="{_e(story.title)}">'
        f'<meta property="og:site_name" content="{_e(story.publisher)}">'
        f'<meta property="article:published_time" content="{story.published}">'
    )


def _ld(story: Story, **more: object) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published,
        "publisher": {"@type": "Organization", "name": story.publisher},
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def newspaper(story: Story) -> str:
    """A bought theme of WordPress: blocks of its builder, the list of related posts between two paragraphs."""
    first, *rest = story.paragraphs
    modules = "".join(
        f'<div class="td_module_related td-animation-stack"><div class="item-details"><h3 class="entry-title '
        f'td-module-title"><a href="/{n}/" rel="bookmark">{_e(one)}</a></h3></div></div>'
        for n, one in enumerate(story.others)
    )
    return _page(
        story,
        f"""<div class="td-header-wrap"><ul class="sf-menu">{_links(("أخبار", "سياسة"))}</ul></div>
<div class="td-trending-now-wrapper">{"".join(f'<a href="/{n}">{_e(o)}</a>' for n, o in enumerate(story.others))}</div>
<article class="post type-post"><header class="td-post-title"><h1 class="entry-title">{_e(story.title)}</h1>
<div class="td-module-meta-info"><span class="td-post-date"><time class="entry-date updated td-module-date"
datetime="{story.published}">5 مارس 2021</time></span></div></header>
<div class="td-post-content tagdiv-type"><p>{_e(first)}</p>
<div class="td_block_wrap td_block_related_posts td-a-rec"><h4>مقالات ذات صلة</h4>{modules}</div>
{_paragraphs(rest)}</div><footer><div class="td-post-source-tags"><a href="/t">وسم</a></div>
<div class="td-block-row td-post-next-prev"><a href="/n">{_e(story.others[0])}</a></div></footer></article>
<div class="td-pb-span4 td-main-sidebar"><aside>{modules}</aside></div>""",
        _og(story),
        'class="single single-post td-standard-pack"',
    )


def elementor(story: Story) -> str:
    """WordPress built with Elementor: everything is a widget, related posts are one too."""
    posts = "".join(
        f'<article class="elementor-post elementor-grid-item"><h3 class="elementor-post__title"><a href="/{n}">'
        f'{_e(one)}</a></h3><div class="elementor-post__excerpt"><p>{_e(one)}، وفق ما ذكره مراسلنا.</p></div></article>'
        for n, one in enumerate(story.others)
    )
    return _page(
        story,
        f"""<div class="elementor elementor-12 elementor-location-single"><section class="elementor-section">
<div class="elementor-widget elementor-widget-theme-post-title">
<h1 class="elementor-heading-title">{_e(story.title)}</h1>
</div><div class="elementor-widget elementor-widget-post-info"><span class="elementor-post-info__item--type-date">
5 آذار 2021</span></div><div class="elementor-widget elementor-widget-theme-post-content">
<div class="elementor-widget-container">{_paragraphs(story.paragraphs)}</div></div>
<div class="elementor-widget elementor-widget-heading"><h2 class="elementor-heading-title">أخبار ذات صلة</h2></div>
<div class="elementor-widget elementor-widget-posts"><div class="elementor-posts-container">{posts}</div></div>
</section></div>""",
        _og(story),
        'class="post-template-default single single-post elementor-default"',
    )


def block_theme(story: Story) -> str:
    """A block theme of WordPress, with a block of the latest posts amid the text."""
    first, *rest = story.paragraphs
    return _page(
        story,
        f"""<div class="wp-site-blocks"><header class="wp-block-template-part"><nav class="wp-block-navigation">
<a href="/">الرئيسية</a></nav></header><main class="wp-block-group">
<h1 class="wp-block-post-title">{_e(story.title)}</h1>
<div class="wp-block-post-date"><time datetime="{story.published}">مارس 5, 2021</time></div>
<div class="entry-content wp-block-post-content is-layout-flow"><p>{_e(first)}</p>
<ul class="wp-block-latest-posts__list wp-block-latest-posts">{_links(story.others)}</ul>{_paragraphs(rest)}</div>
<div class="wp-block-comments"><h2>تعليق واحد</h2><ol class="wp-block-comment-template"><li><div>
<p>{COMMENT}</p></div></li></ol></div></main></div>""",
        f'<meta property="og:site_name" content="{_e(story.publisher)}">',
    )


def blogger(story: Story) -> str:
    """Blogger: the day above the post in words, popular posts and an archive beside it."""
    popular = "".join(
        f'<div class="item-title"><a href="/{n}.html">{_e(o)}</a></div>' for n, o in enumerate(story.others)
    )
    return _page(
        story,
        f"""<div class="content-outer"><div class="main-outer"><div class="widget Blog" id="Blog1">
<div class="blog-posts hfeed"><h2 class="date-header"><span>الجمعة، 5 مارس 2021</span></h2>
<div class="post hentry"><h3 class="post-title entry-title">{_e(story.title)}</h3>
<div class="post-body entry-content"><div dir="rtl" style="text-align: right;">
{"<br /><br />".join(map(_e, story.paragraphs))}</div></div>
<div class="post-footer">مرسلة بواسطة <span class="fn">المحرر</span></div></div></div>
<div class="comments" id="comments"><h4>تعليقات:</h4><p>{COMMENT}</p></div>
<div class="blog-pager"><a class="blog-pager-older-link" href="/o">{_e(story.others[0])}</a></div></div>
<div class="column-right-outer"><div class="widget PopularPosts"><h2>المشاركات الشائعة</h2>{popular}</div>
<div class="widget BlogArchive"><ul class="posts">{_links(story.others)}</ul></div></div></div></div>""",
    )


def drupal_old(story: Story) -> str:
    """Drupal 7: fields within fields, a field of related nodes after the body, blocks of views in the sidebar."""
    rows = "".join(
        f'<div class="views-row"><div class="views-field-title"><span class="field-content"><a href="/node/{n}">'
        f"{_e(one)}</a></span></div></div>"
        for n, one in enumerate(story.others)
    )
    return _page(
        story,
        f"""<div id="page"><div class="region region-content"><h1 class="title" id="page-title">{_e(story.title)}</h1>
<div id="node-77" class="node node-article node-full clearfix"><div class="submitted">
<span property="dc:date" content="{story.published}">5 مارس 2021 - 10:30</span></div>
<div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even"
property="content:encoded">{_paragraphs(story.paragraphs)}</div></div></div>
<div class="field field-name-field-related"><div class="field-label">مواضيع ذات صلة:</div>
<div class="field-items">{rows}</div></div></div></div>
<div class="region region-sidebar-first">
<div class="block block-views"><h2>الأكثر قراءة</h2>{rows}</div></div></div>""",
        f'<meta name="dcterms.date" content="{story.published}">',
        'class="html not-front page-node node-type-article"',
    )


def drupal_new(story: Story) -> str:
    """Drupal 10: layout regions, a time element, a view of more news below the article in the same region."""
    rows = "".join(
        f'<div class="views-row"><h3><a href="/{n}">{_e(o)}</a></h3></div>' for n, o in enumerate(story.others)
    )
    return _page(
        story,
        f"""<div class="layout-container"><main role="main"><div class="region region-content">
<div class="block block-page-title-block"><h1 class="page-title"><span>{_e(story.title)}</span></h1></div>
<article class="node node--type-article node--view-mode-full"><footer class="node__meta"><div class="node__submitted">
<time datetime="{story.published}">الجمعة, 05/03/2021</time></div></footer>
<div class="node__content">
<div class="field field--name-body text-formatted">{_paragraphs(story.paragraphs)}</div></div>
<section class="field field--name-comment comment-wrapper"><h2 class="title">التعليقات</h2><article class="comment">
<p>{COMMENT}</p></article></section></article>
<div class="views-element-container block block-views"><h2>المزيد من الأخبار</h2><div class="view-content">{rows}</div>
</div></div></main></div>""",
        _og(story),
    )


def yoast(story: Story) -> str:
    """A graph of JSON-LD as plugins for search engines write it: page, article and author are objects apart."""
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "@id": "#page", "name": f"{story.title} - {story.publisher}"},
            {"@type": ["Article", "NewsArticle"], "headline": story.title, "datePublished": story.published,
             "isPartOf": {"@id": "#page"}, "publisher": {"@id": "#org"}},
            {"@type": "Organization", "@id": "#org", "name": story.publisher},
            {"@type": "Person", "name": "محرر"},
        ],
    }  # fmt: skip
    data = f'<script type="application/ld+json" class="yoast-schema-graph">{json.dumps(graph)}</script>'
    body = f"""<div id="content"><div class="entry-header"><h1>{_e(story.title)}</h1></div>
<div class="entry-content">{_paragraphs(story.paragraphs)}
<div class="yarpp yarpp-related"><h3>مواضيع مشابهة:</h3><ol>{_links(story.others)}</ol></div></div></div>"""
    return _page(story, body, data)


def portal(story: Story) -> str:
    """A portal of a system of its own, without metadata: the date in words, related news under a title of its own."""
    news = "".join(f'<div class="news_item"><a href="?n={n}">{_e(o)}</a></div>' for n, o in enumerate(story.others))
    return _page(
        story,
        f"""<div class="top_bar"><div class="marquee">{news}</div></div><div class="wrapper"><div class="news_details">
<h1 class="news_title">{_e(story.title)}</h1><div class="news_date">الجمعة 5 آذار 2021 - 10:30 ص</div>
<div class="news_text">{_paragraphs(story.paragraphs)}</div><div class="news_share"><a href="#">فيسبوك</a></div>
<div class="other_news"><div class="sec_title">أخبار ذات علاقة</div>{news}</div></div>
<div class="left_side"><div class="sec_title">آخر الأخبار</div>{news}</div></div>""",
    )


def rtl_tables(story: Story) -> str:
    """Tables in tables, as portals were built around 2008: menu, article and two columns of headlines are cells."""
    rows = "".join(f'<tr><td>•</td><td><a href="{n}.asp">{_e(one)}</a></td></tr>' for n, one in enumerate(story.others))
    text = "".join(f'<p dir="rtl" align="justify"><font face="Tahoma">{_e(p)}</font></p>' for p in story.paragraphs)
    return _page(
        story,
        f"""<table width="980" dir="rtl"><tr><td colspan="3"><table><tr><td><a href="/">الرئيسية</a></td><td>
<a href="/s">رياضة</a></td></tr></table></td></tr><tr><td width="180"><table>
<tr><th colspan="2">أهم الأنباء</th></tr>{rows}
</table></td><td width="600"><table><tr><td><font size="5"><b>{_e(story.title)}</b></font></td></tr><tr><td>
05/03/2021</td></tr><tr><td>{text}</td></tr></table></td><td width="200"><table>
<tr><th colspan="2">الأكثر مشاهدة</th></tr>
{rows}</table></td></tr></table>""",
    )


def cookies(story: Story) -> str:
    """A banner for cookies above all, longer than the article, and a window that asks for a subscription."""
    return _page(
        story,
        f"""<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" role="dialog"><p>{BANNER * 4}</p>
<button>أوافق</button></div></div><div class="cc-window cc-banner"><span class="cc-message">{BANNER}</span></div>
<div class="fc-consent-root"><p>{BANNER}</p></div><div class="popup newsletter-popup"><p>{BANNER}</p></div>
<main><article><h1>{_e(story.title)}</h1>{_paragraphs(story.paragraphs)}</article></main>
<div class="gdpr-cookie-notice"><p>{BANNER}</p></div>""",
        _ld(story),
    )


def comments(story: Story) -> str:
    """Comments that are longer than the article, in the elements of three systems."""
    listed = "".join(
        f'<li class="comment even depth-1"><div class="comment-body"><p>{COMMENT}</p></div></li>' for _ in range(9)
    )
    return _page(
        story,
        f"""<article class="post"><h1>{_e(story.title)}</h1>
<div class="post-content">{_paragraphs(story.paragraphs)}</div>
</article><div id="disqus_thread"><p>{COMMENT}</p></div><div class="fb-comments"><p>{COMMENT}</p></div>
<div class="commentlist-wrap"><ol class="commentlist">{listed}</ol></div>
<section class="user-comments"><h3>التعليقات (9)</h3><p>{COMMENT}</p></section>""",
        _og(story),
    )


def gallery(story: Story) -> str:
    """Pictures with captions between the paragraphs, and a row of thumbnails with their links."""
    first, *rest = story.paragraphs
    thumbs = "".join(
        f'<figure class="gallery-item"><a href="/photo/{n}"><img alt="{_e(one)}" src="{n}.jpg"></a></figure>'
        for n, one in enumerate(story.others)
    )
    return _page(
        story,
        f"""<article><h1>{_e(story.title)}</h1><figure class="wp-caption"><img src="a.jpg" alt="x"><figcaption
class="wp-caption-text">السوق بعد القصف (أرشيف)</figcaption></figure><p>{_e(first)}</p>
<div class="gallery gallery-columns-3">{thumbs}</div>{_paragraphs(rest)}</article>""",
        _ld(story),
    )


def linked_lines(story: Story) -> str:
    """Lines between the paragraphs that are nothing but a link to another article, without a word that says so."""
    first, *rest = story.paragraphs
    one, two, *others = story.others
    return _page(
        story,
        f"""<article><h1>{_e(story.title)}</h1><div class="article-body"><p>{_e(first)}</p>
<p><strong><a href="https://sahl.example/1">{_e(one)}</a></strong></p>{_paragraphs(rest)}
<blockquote class="wp-embedded-content"><a href="https://sahl.example/2">{_e(two)}</a></blockquote>
<p>للمزيد: <a href="/3">{_e(others[0])}</a></p></div><section class="read-also">{_links(others)}</section></article>""",
        _ld(story),
    )


def aspnet(story: Story) -> str:
    """A site of web forms: ids of controls for names, everything in one form, the article in a span."""
    rows = "".join(
        f'<tr><td><a id="ctl00_rpt_{n}" href="d.aspx?i={n}">{_e(o)}</a></td></tr>' for n, o in enumerate(story.others)
    )
    return _page(
        story,
        f"""<form method="post" action="./d.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEP">
<div id="ctl00_menu"><a href="/">الرئيسية</a></div><div id="ctl00_main"><h1><span id="ctl00_lblTitle">{_e(story.title)}
</span></h1><span id="ctl00_lblDate">05/03/2021</span><div id="ctl00_body">{_paragraphs(story.paragraphs)}</div>
<table id="ctl00_related"><tr><td><b>اقرأ أيضاً</b></td></tr>{rows}</table></div></form>""",
    )


def breaks(story: Story) -> str:
    """Lines with breaks and hard spaces for paragraphs, as pasted from a word processor, styles and all."""
    text = "<o:p></o:p><br>&nbsp;<br>".join(
        f'<span lang="AR-SY" style="mso-bidi">{_e(p)}</span>' for p in story.paragraphs
    )
    return _page(
        story,
        f"""<div class="container"><h1>{_e(story.title)}</h1><div class="MsoNormal" dir="RTL">{text}</div>
<div class="related-topics"><ul>{_links(story.others)}</ul></div></div>""",
        _og(story),
    )


def component(story: Story) -> str:
    """An English site of components: each block of text in a wrapper of its own, promos between and after."""
    first, *rest = story.paragraphs
    blocks = "".join(f'<div data-component="text-block" class="ssrcss-1"><p>{_e(p)}</p></div>' for p in rest)
    promos = "".join(
        f'<li><div class="promo"><a href="/news/{n}"><p>{_e(o)}</p></a></div></li>' for n, o in enumerate(story.others)
    )
    return _page(
        story,
        f"""<header><nav><ul><li><a href="/">Home</a></li></ul></nav></header><main id="main-content"><article>
<header data-component="headline-block"><h1 id="main-heading">{_e(story.title)}</h1></header>
<div data-component="byline-block"><time datetime="{story.published}">5 March 2021</time></div>
<div data-component="text-block"><p><b>{_e(first)}</b></p></div>
<div data-component="links-block" class="links"><h2>Related Topics</h2><ul>{promos}</ul></div>{blocks}
<section data-component="related-internet-links"><h2>More on this story</h2><ul>{promos}</ul></section></article>
<section aria-label="Most read"><h2>Most read</h2><ol>{promos}</ol></section></main>""",
        _og(story),
    )


def ghost(story: Story) -> str:
    """A site made with Ghost: cards with bookmarks in the text, read-next cards with excerpts below it."""
    first, *rest = story.paragraphs
    cards = "".join(
        f'<article class="post-card post"><a class="post-card-content-link" href="/{n}/"><h2 class="post-card-title">'
        f'{_e(one)}</h2><div class="post-card-excerpt">{_e(one)} on Friday, officials said.</div></a></article>'
        for n, one in enumerate(story.others)
    )
    return _page(
        story,
        f"""<div class="site"><main class="site-main"><article class="article post"><h1 class="article-title">
{_e(story.title)}</h1><section class="gh-content gh-canvas"><p>{_e(first)}</p><figure class="kg-card kg-bookmark-card">
<a class="kg-bookmark-container" href="/b"><div class="kg-bookmark-title">{_e(story.others[0])}</div></a></figure>
{_paragraphs(rest)}</section></article></main><aside class="read-more-wrap"><div class="read-more">{cards}</div></aside>
</div>""",
        _ld(story),
    )


def microdata(story: Story) -> str:
    """Microdata of schema.org on the elements themselves, and no JSON-LD."""
    return _page(
        story,
        f"""<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{_e(story.title)}</h1>
<meta itemprop="datePublished" content="{story.published}"><div itemprop="publisher" itemscope
itemtype="https://schema.org/Organization"><meta itemprop="name" content="{_e(story.publisher)}"></div>
<div itemprop="articleBody">{_paragraphs(story.paragraphs)}</div></div>
<div class="most-read">{_links(story.others)}</div>""",
    )


def lazy(story: Story) -> str:
    """Scripts and templates that hold other articles' words, and the text again for browsers without scripts."""
    state = json.dumps({"related": list(story.others)}, ensure_ascii=False)
    return _page(
        story,
        f"""<div id="app"><article class="story"><h1>{_e(story.title)}</h1><div class="story-body">
{_paragraphs(story.paragraphs)}</div></article></div><template><p>{_e(story.others[0])}</p></template>
<noscript><p>{_e(story.others[1])}، فعّل جافاسكربت في متصفحك لقراءة هذا المقال كاملاً كما نُشر على موقعنا</p></noscript>
<script>window.__STATE__ = {state}</script>""",
        _ld(story),
    )


def saved(story: Story) -> str:
    """A page saved by a browser: its address in a comment, and everything on one line."""
    article = f"<article><h1>{_e(story.title)}</h1>{_paragraphs(story.paragraphs)}</article>"
    page = _page(story, f"{article}<div class=sidebar>{_links(story.others)}</div>", _og(story))
    return f"<!-- saved from url=(0030)https://www.sahl.example/n/77 -->{page}"


SHAPES = {
    made.__name__.replace("_", " "): made
    for made in (
        newspaper, elementor, block_theme, blogger, drupal_old, drupal_new, yoast, portal, rtl_tables, cookies,
        comments, gallery, linked_lines, aspnet, breaks, component, ghost, microdata, lazy, saved,
    )
}  # fmt: skip
NAMED = frozenset("newspaper elementor yoast cookies comments gallery ghost microdata lazy component saved".split()) | {
    "block theme",
    "drupal new",
    "linked lines",
    "breaks",
}
"""Those that say who published them."""
DAYLESS = frozenset({"blogger", "portal", "rtl tables", "aspnet"})
"""Those whose day only words tell."""
