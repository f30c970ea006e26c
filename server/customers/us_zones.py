"""Which time zones a state of the United States or an area code lies in: an estimate made for calling hours, no register.

In: a state's letters or name, three digits of a number.  Out: IANA zones, several where a state or code has several: the
strictest counts.  A number goes with its owner, so an area code says where it was given out, not where it rings.  Pure.
Next: `whereabouts`.
"""

from __future__ import annotations

ET, CT, MT, PT = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"
AZ, AK, HI = "America/Phoenix", "America/Anchorage", "Pacific/Honolulu"
ADAK, PR, GU = "America/Adak", "America/Puerto_Rico", "Pacific/Guam"
COUNTRY_WIDE = (ET, PT)
"""Of a code that is none of those below: the hours of the contiguous states that hold in all of them."""

_STATES = {
    (ET,): "CT Connecticut, DC District of Columbia, DE Delaware, GA Georgia, MA Massachusetts, MD Maryland, ME Maine, "
           "NC North Carolina, NH New Hampshire, NJ New Jersey, NY New York, OH Ohio, PA Pennsylvania, RI Rhode Island, "
           "SC South Carolina, VA Virginia, VT Vermont, WV West Virginia",
    (ET, CT): "FL Florida, IN Indiana, KY Kentucky, MI Michigan, TN Tennessee",
    (CT,): "AL Alabama, AR Arkansas, IA Iowa, IL Illinois, LA Louisiana, MN Minnesota, MO Missouri, MS Mississippi, OK Oklahoma, "
           "WI Wisconsin",
    (CT, MT): "KS Kansas, ND North Dakota, NE Nebraska, SD South Dakota, TX Texas",
    (MT,): "CO Colorado, MT Montana, NM New Mexico, UT Utah, WY Wyoming",
    (AZ, MT): "AZ Arizona",
    (MT, PT): "ID Idaho, NV Nevada, OR Oregon",
    (PT,): "CA California, WA Washington",
    (AK, ADAK): "AK Alaska",
    (HI,): "HI Hawaii",
    (PR,): "PR Puerto Rico, VI Virgin Islands",
    (GU,): "GU Guam",
}
_CODES = {
    (ET,): "201 202 203 207 212 215 216 220 223 227 229 231 234 239 240 248 252 260 267 269 272 276 283 301 302 304 305 313 "
           "315 317 321 324 326 330 332 336 339 347 351 352 363 380 386 401 404 407 410 412 413 419 423 434 436 440 443 445 "
           "463 470 472 475 478 484 502 508 513 516 517 518 540 551 561 567 570 571 582 585 586 603 606 607 609 610 614 616 "
           "617 624 631 640 645 646 656 667 678 679 680 681 686 689 703 704 706 716 717 718 724 727 728 732 734 740 743 754 "
           "757 762 765 770 771 772 774 781 786 802 803 804 810 813 814 821 826 828 835 838 839 843 845 848 854 856 857 859 "
           "860 862 863 864 865 878 904 908 910 912 914 917 919 929 934 937 941 943 947 948 954 959 973 978 980 984 989",
    (ET, CT): "270 364 448 574 812 850 906 930 931",
    (CT,): "205 210 214 217 218 219 224 225 228 235 251 254 256 262 274 281 309 312 314 316 318 319 320 325 327 331 334 337 "
           "346 353 361 402 405 409 414 417 430 447 464 469 479 501 504 507 512 515 531 534 539 557 563 572 573 580 601 608 "
           "612 615 618 629 630 636 641 651 659 660 662 682 708 712 713 715 726 730 731 737 763 769 773 779 806 815 816 817 "
           "830 832 847 861 870 872 901 903 913 918 920 924 936 938 940 945 952 956 972 975 979 985",
    (CT, MT): "308 432 605 620 701 785",
    (MT,): "303 307 385 406 435 505 575 719 720 748 801 915 970 983",
    (AZ,): "480 520 602 623",
    (AZ, MT): "928",
    (MT, PT): "208 458 541 775 986",
    (PT,): "206 209 213 253 279 310 323 341 350 357 360 369 408 415 424 425 442 503 509 510 530 559 562 564 619 626 628 650 "
           "657 661 669 702 707 714 725 738 747 760 805 818 820 831 837 840 858 909 916 925 949 951 971",
    (AK, ADAK): "907",
    (HI,): "808",
    (PR,): "340 787 939",
    (GU,): "671",
}
_BY_CODE = {code: zones for zones, codes in _CODES.items() for code in codes.split()}
_BY_STATE = {name.casefold(): zones for zones, states in _STATES.items() for state in states.split(", ")
             for name in state.split(" ", 1)}


def zones_of_state(state: str) -> tuple[str, ...]:
    """`TX`, `US-TX` or `Texas` -> zones; empty for anything else."""
    return _BY_STATE.get(state.strip().removeprefix("US-").casefold(), ())


def zones_of_code(code: str) -> tuple[str, ...]:
    """Three digits -> zones; empty for one that is not listed (toll-free, newer, another country's)."""
    return _BY_CODE.get(code, ())
